namespace Cairn.Workflows;

/// <summary>One condition that a workflow waits for.</summary>
internal sealed class Condition(Func<bool> check)
{
    private readonly TaskCompletionSource source = new();

    /// <summary>Ends when the condition holds or the wait is cancelled.</summary>
    public Task Task => source.Task;

    /// <summary>Whether the wait is over.</summary>
    public bool IsSettled => source.Task.IsCompleted;

    /// <summary>Asks the workflow's own code.</summary>
    public bool Holds() => check();

    /// <summary>The condition holds.</summary>
    public void Complete() => source.TrySetResult();

    /// <summary>A callback for a token: the wait is cancelled.</summary>
    public static void Cancel(object? condition, CancellationToken token) =>
        ((Condition)condition!).source.TrySetCanceled(token);
}
