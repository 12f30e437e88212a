namespace Cairn.Workflows;

/// <summary>
/// Logs a warning, once for each run, when code waits for something that no event can end: a SemaphoreSlim or a task
/// completion source that only other code of the same run could set, while none of it runs or can be called.
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

    /// <summary>
    /// Checks what the code waits for after an activation. The first execution has warned of a replay's.
    /// </summary>
    public void Look()
    {
        if (!isFound && IsEndless)
        {
            isFound = true;
            isNew = !instance.IsReplaying;
        }
    }

    /// <summary>Warns of a wait that began in the last activations.</summary>
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

    // A handler may end any wait, now or when a signal or an update arrives.
    private bool HasHandlers => instance.Signals.Running.Count > 0 || instance.Updates.Running.Count > 0
        || instance.Signals.Dynamic is not null || instance.Updates.Dynamic is not null
        || instance.Signals.All.Any() || instance.Updates.All.Any();
}
