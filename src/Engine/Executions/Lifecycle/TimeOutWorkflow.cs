using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Closes a run whose time is over.</summary>
internal static class TimeOutWorkflow
{
    /// <summary>Closes the run if its time is over.</summary>
    public static void Due(Turn turn)
    {
        if (turn.State.RunDeadline is not { } deadline || deadline > turn.Now)
        {
            return;
        }

        EndWorkflowTask.ForClose(turn);
        turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionTimedOut,
            WorkflowExecutionTimedOutEventAttributes = new WorkflowExecutionTimedOutEventAttributes
            {
                RetryState = turn.State.Started.RetryPolicy is null
                    ? RetryState.RetryPolicyNotSet
                    : RetryState.Timeout,
            },
        });
        turn.Emit(new Effect.Closed());
    }
}
