using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>One condition that a workflow waits for.</summary>
/// <param name="check">Evaluates the condition.</param>
/// <param name="site">Where in the workflow's source it is awaited.</param>
internal sealed class Condition(Func<bool> check, CallSite site)
{
    private readonly TaskCompletionSource source = new();

    /// <summary>Where in the workflow's source it is awaited.</summary>
    public CallSite Site => site;

    /// <summary>Ends when the condition holds or the wait is cancelled.</summary>
    public Task Task => source.Task;

    /// <summary>Whether the wait is over.</summary>
    public bool IsSettled => source.Task.IsCompleted;

    /// <summary>Evaluates the condition.</summary>
    public bool Holds() => check();

    /// <summary>Ends the wait: the condition holds.</summary>
    public void Complete() => source.TrySetResult();

    /// <summary>Callback of the cancellation token: ends the wait as cancelled.</summary>
    public static void Cancel(object? condition, CancellationToken token) =>
        ((Condition)condition!).source.TrySetCanceled(token);
}
