using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>How something that workflow code waits for ended: an activity, a local one, or a child.</summary>
internal abstract record Resolution
{
    /// <summary>It ended with a result, which may be absent.</summary>
    public sealed record Completed(Payloads? Result) : Resolution;

    /// <summary>
    /// It ended with a failure, a timeout or a cancellation, wrapped as an activity or child failure.
    /// </summary>
    public sealed record Failed(Failure Failure) : Resolution;

    /// <summary>
    /// A local activity is to be tried again after a pause that is long enough to need a durable timer.
    /// </summary>
    /// <param name="Attempt">The number of the next attempt.</param>
    /// <param name="Delay">How long to wait before that attempt.</param>
    /// <param name="OriginalScheduleTime">When its first attempt was scheduled.</param>
    public sealed record Backoff(int Attempt, Duration Delay, Timestamp? OriginalScheduleTime) : Resolution;
}
