using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>
/// Requests the cancellation of a run. A second request, or a request to a closed run, is no error and does nothing.
/// </summary>
public static class RequestCancelWorkflow
{
    /// <summary>
    /// Decides a RequestCancelWorkflowExecution. The first task of a delayed start is scheduled at once.
    /// </summary>
    public static Refusal? Decide(Turn turn, RequestCancelWorkflowExecutionRequest request)
    {
        if (RunRules.Check(turn.State, request.FirstExecutionRunId) is { } refusal)
        {
            return refusal;
        }

        if (turn.State.IsOpen)
        {
            Write(turn, new WorkflowExecutionCancelRequestedEventAttributes
            {
                Cause = request.Reason,
                Identity = request.Identity,
            });
        }

        return null;
    }

    /// <summary>Writes the request to an open run, once.</summary>
    internal static void Write(Turn turn, WorkflowExecutionCancelRequestedEventAttributes attributes)
    {
        if (turn.State.CancelRequested)
        {
            return;
        }

        turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionCancelRequested,
            WorkflowExecutionCancelRequestedEventAttributes = attributes,
        });
        if (!turn.State.IsHeld && ScheduleWorkflowTask.Allows(turn, WorkflowTaskTrigger.Schedule))
        {
            ScheduleWorkflowTask.Now(turn);
        }
    }
}
