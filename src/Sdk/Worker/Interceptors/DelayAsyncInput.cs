using Cairn.Sdk.Replay.Commands;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's wait for a timer.</summary>
/// <param name="Delay">How long.</param>
/// <param name="CancellationToken">What cancels it; null means the workflow's own token.</param>
/// <param name="Summary">One line for people.</param>
public record DelayAsyncInput(TimeSpan Delay, CancellationToken? CancellationToken, string? Summary)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}
