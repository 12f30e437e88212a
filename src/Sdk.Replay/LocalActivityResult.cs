using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay;

/// <summary>How a local activity ended in this worker.</summary>
/// <param name="Seq">The sequence number by which workflow code identifies it.</param>
/// <param name="Attempt">The number of the last attempt.</param>
/// <param name="OriginalScheduleTime">When its first attempt was scheduled.</param>
/// <param name="Elapsed">How long it ran in this worker.</param>
/// <param name="Result">The result, if it has one.</param>
/// <param name="Failure">The failure, if it failed or was cancelled.</param>
/// <param name="Backoff">The pause before the next attempt, if a durable timer must wait for it.</param>
internal sealed record LocalActivityResult(
    uint Seq,
    int Attempt,
    Timestamp OriginalScheduleTime,
    TimeSpan Elapsed,
    Payload? Result,
    Failure? Failure,
    TimeSpan? Backoff);
