using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions;

/// <summary>Enforces the limits on history: the last step of every decision.</summary>
public static class HistoryLimits
{
    /// <summary>
    /// Terminates a run whose history is longer or larger than the limit, and fails a workflow task while too many
    /// events, or too many bytes, are buffered.
    /// </summary>
    public static void Enforce(Turn turn)
    {
        if (!turn.State.IsOpen)
        {
            return;
        }

        var waiting = turn.State.Buffered;
        if (!waiting.IsEmpty
            && (waiting.Count > Limits.BufferedEvents
                || waiting.Sum(e => e.CalculateSize()) > Limits.BufferedBytes))
        {
            EndWorkflowTask.Fail(
                turn, WorkflowTaskFailedCause.ForceCloseCommand, failure: null, Events.ServerIdentity);
            ScheduleWorkflowTask.IfNeeded(turn);
        }

        if (turn.State.NextEventId - 1 > Limits.HistoryEvents)
        {
            TerminateWorkflow.ByServer(turn, "Workflow history count exceeds limit.");
        }
        else if (turn.State.HistoryBytes > Limits.HistoryBytes)
        {
            TerminateWorkflow.ByServer(turn, "Workflow history size exceeds limit.");
        }
    }
}
