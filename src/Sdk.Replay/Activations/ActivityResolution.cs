using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>How an activity ended.</summary>
internal abstract record ActivityResolution
{
    /// <summary>With a result, which may be absent.</summary>
    public sealed record Completed(Payloads? Result) : ActivityResolution;

    /// <summary>With a failure, a timeout or a cancellation, wrapped as an activity failure.</summary>
    public sealed record Failed(Failure Failure) : ActivityResolution;
}
