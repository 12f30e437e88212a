namespace Cairn.Workflows;

/// <summary>
/// Warns, once for each run, of code that waits for what no event can bring: a SemaphoreSlim or a task completion
/// source that only other code of the same run could set, while none of it runs or can be called.
/// </summary>
/// <param name="instance">The run.</param>
internal sealed class EndlessWait(WorkflowInstance instance)
{
    private bool isFound;
    private bool isNew;

    /// <summary>
    /// Whether the code may wait for its cancellation: it has read the token, or asked for a delay without end.
    /// </summary>
    public bool MayEndByCancellation { get; set; }

    /// <summary>Looks what the code waits for after an activation. What a replay finds was warned of before.</summary>
    public void Look()
    {
        if (!isFound && IsEndless)
        {
            isFound = true;
            isNew = !instance.IsReplaying;
        }
    }

    /// <summary>Warns of a wait that the last activations have begun.</summary>
    public void Warn()
    {
        if (isNew)
        {
            isNew = false;
            var info = instance.Info;
            WorkflowLog.WaitsForNothing(instance.Logger, info.WorkflowType, info.WorkflowId, info.RunId);
        }
    }

    private bool IsEndless => instance.WaitsForNothingKnown && !MayEndByCancellation && !HasHandlers;

    // A handler may end any wait, now or when a signal or an update comes.
    private bool HasHandlers => instance.Signals.Running.Count > 0 || instance.Updates.Running.Count > 0
        || instance.Signals.Dynamic is not null || instance.Updates.Dynamic is not null
        || instance.Signals.All.Any() || instance.Updates.All.Any();
}
