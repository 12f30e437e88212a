namespace Cairn.Workflows;

/// <summary>
/// Warns of what is left when a workflow ends: handlers that still run, and signals that no handler took. It ends all
/// the same.
/// </summary>
internal static class ClosingWarnings
{
    /// <summary>Warns, unless this is a replay, which has warned before.</summary>
    public static void Write(WorkflowInstance instance)
    {
        if (instance.IsReplaying)
        {
            return;
        }

        var unfinished = string.Join(", ", Unfinished(instance));
        if (unfinished.Length > 0)
        {
            WorkflowLog.UnfinishedHandlers(instance.CodeLogger, instance.Info.WorkflowId, unfinished);
        }

        var unhandled = string.Join(", ", instance.Signals.Unhandled);
        if (unhandled.Length > 0)
        {
            WorkflowLog.UnhandledSignals(instance.CodeLogger, instance.Info.WorkflowId, unhandled);
        }
    }

    // Those that did not ask to be abandoned in silence.
    private static IEnumerable<string> Unfinished(WorkflowInstance instance) => instance.Signals.Running
        .Where(s => s.UnfinishedPolicy == HandlerUnfinishedPolicy.WarnAndAbandon)
        .Select(s => s.Name ?? "(dynamic)")
        .Concat(instance.Updates.Running
            .Where(u => u.UnfinishedPolicy == HandlerUnfinishedPolicy.WarnAndAbandon)
            .Select(u => u.Name ?? "(dynamic)"));
}
