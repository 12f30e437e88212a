namespace Cairn.Workflows;

/// <summary>Signals and updates whose handlers still run when the workflow ends: it ends all the same.</summary>
internal static class UnfinishedHandlers
{
    /// <summary>Warns of those that did not ask to be abandoned in silence; a replay has warned before.</summary>
    public static void Warn(WorkflowInstance instance)
    {
        if (instance.IsReplaying)
        {
            return;
        }

        var unfinished = instance.Signals.Running
            .Where(s => s.UnfinishedPolicy == HandlerUnfinishedPolicy.WarnAndAbandon)
            .Select(s => s.Name ?? "(dynamic)")
            .Concat(instance.Updates.Running
                .Where(u => u.UnfinishedPolicy == HandlerUnfinishedPolicy.WarnAndAbandon)
                .Select(u => u.Name ?? "(dynamic)"))
            .ToArray();
        if (unfinished.Length > 0)
        {
            WorkflowLog.UnfinishedHandlers(instance.Logger, instance.Info.WorkflowId, string.Join(", ", unfinished));
        }
    }
}
