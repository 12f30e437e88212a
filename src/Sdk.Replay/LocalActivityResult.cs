using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay;

/// <summary>How a local activity ended in this worker.</summary>
/// <param name="Seq">The number that workflow code knows it by.</param>
/// <param name="Attempt">The number of the last attempt.</param>
/// <param name="OriginalScheduleTime">When its first attempt was asked for.</param>
/// <param name="Elapsed">How long it took here.</param>
/// <param name="Result">The result, if it has one.</param>
/// <param name="Failure">The failure, if it failed or was cancelled.</param>
/// <param name="Backoff">The pause before the next attempt, if it is too long to be waited for here.</param>
internal sealed record LocalActivityResult(
    uint Seq,
    int Attempt,
    Timestamp OriginalScheduleTime,
    TimeSpan Elapsed,
    Payload? Result,
    Failure? Failure,
    TimeSpan? Backoff);
