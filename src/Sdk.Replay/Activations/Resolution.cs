using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>How something that workflow code waits for ended: an activity, a local one, or a child.</summary>
internal abstract record Resolution
{
    /// <summary>With a result, which may be absent.</summary>
    public sealed record Completed(Payloads? Result) : Resolution;

    /// <summary>With a failure, a timeout or a cancellation, wrapped as that of an activity or a child.</summary>
    public sealed record Failed(Failure Failure) : Resolution;

    /// <summary>
    /// A local activity is to be tried again, but only after so long a pause that a durable timer waits for it.
    /// </summary>
    /// <param name="Attempt">The number of the next attempt.</param>
    /// <param name="Delay">How long to wait.</param>
    /// <param name="OriginalScheduleTime">When its first attempt was asked for.</param>
    public sealed record Backoff(int Attempt, Duration Delay, Timestamp? OriginalScheduleTime) : Resolution;
}
