namespace Cairn.Workflows;

/// <summary>
/// Logs what remains when a workflow ends: handlers that still run, and signals that no handler received. The workflow
/// ends all the same.
/// </summary>
internal static class ClosingWarnings
{
    /// <summary>Logs the warnings, unless this is a replay: the first execution has logged them.</summary>
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

    // Handlers whose policy is Abandon cause no warning.
    private static IEnumerable<string> Unfinished(WorkflowInstance instance) => instance.Signals.Running
        .Where(s => s.UnfinishedPolicy == HandlerUnfinishedPolicy.WarnAndAbandon)
        .Select(s => s.Name ?? "(dynamic)")
        .Concat(instance.Updates.Running
            .Where(u => u.UnfinishedPolicy == HandlerUnfinishedPolicy.WarnAndAbandon)
            .Select(u => u.Name ?? "(dynamic)"));
}
