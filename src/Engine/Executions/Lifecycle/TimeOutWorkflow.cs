using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Chains;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Closes a run whose timeout is reached.</summary>
internal static class TimeOutWorkflow
{
    /// <summary>Closes the run if its timeout is reached.</summary>
    public static void Due(Turn turn)
    {
        if (turn.State.RunDeadline is not { } deadline || deadline > turn.Now)
        {
            return;
        }

        EndWorkflowTask.ForClose(turn);
        var runId = NextRun.IdAfter(turn.State);
        var (retryState, next) = turn.State.ExpirationTime <= turn.Now
            ? (RetryState.Timeout, null) // The execution timeout of the whole chain is reached.
            : NextRun.AfterFailure(turn.State, Failure(), turn.Now);
        turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionTimedOut,
            WorkflowExecutionTimedOutEventAttributes = new WorkflowExecutionTimedOutEventAttributes
            {
                RetryState = retryState,
                NewExecutionRunId = next is null ? "" : runId.Value,
            },
        });
        next?.Begin(turn, runId);
        CloseRun.Tell(turn);
    }

    private static Failure Failure() => new()
    {
        Message = "workflow timeout",
        Source = "Server",
        TimeoutFailureInfo = new TimeoutFailureInfo { TimeoutType = TimeoutType.StartToClose },
    };
}
