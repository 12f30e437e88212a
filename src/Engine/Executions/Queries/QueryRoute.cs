using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Queries;

/// <summary>Which way a query reaches workflow code. It changes nothing and leaves nothing in the journal.</summary>
public abstract record QueryRoute
{
    private QueryRoute()
    {
    }

    /// <summary>No way now.</summary>
    public sealed record Refused(Refusal Refusal) : QueryRoute;

    /// <summary>The caller does not want an answer from a run in this state.</summary>
    public sealed record Rejected(WorkflowExecutionStatus Status) : QueryRoute;

    /// <summary>As a task of its own: the run waits for nothing.</summary>
    public sealed record Direct : QueryRoute;

    /// <summary>With the workflow task that is on its way, so that it sees what was recorded before it.</summary>
    public sealed record WithWorkflowTask : QueryRoute;

    /// <summary>Finds the way.</summary>
    /// <param name="state">The run.</param>
    /// <param name="condition">When the caller does not want an answer.</param>
    /// <param name="deadline">When the caller gives up; null if never.</param>
    public static QueryRoute Of(Execution state, QueryRejectCondition condition, DateTimeOffset? deadline)
    {
        if (IsRejected(state.Status, condition))
        {
            return new Rejected(state.Status);
        }

        if (state.PreviousStartedEventId == 0 && !state.IsOpen)
        {
            return new Refused(Refusal.NotReady("Workflow execution closed before WorkflowTaskStarted event"));
        }

        if (state.Task is null && state.FirstTaskTime > deadline)
        {
            return new Refused(Refusal.NotReady("Workflow task is not scheduled yet."));
        }

        if (state.Task?.Attempt >= Limits.QueryRefusingAttempt)
        {
            return new Refused(Refusal.NotReady("Unable to query workflow due to Workflow Task in failed state."));
        }

        return state.IsOpen && (state.Task is not null || state.PreviousStartedEventId == 0)
            ? new WithWorkflowTask()
            : new Direct();
    }

    private static bool IsRejected(WorkflowExecutionStatus status, QueryRejectCondition condition) => condition switch
    {
        QueryRejectCondition.NotOpen => status != WorkflowExecutionStatus.Running,
        QueryRejectCondition.NotCompletedCleanly => status
            is WorkflowExecutionStatus.Failed or WorkflowExecutionStatus.Canceled
            or WorkflowExecutionStatus.Terminated or WorkflowExecutionStatus.TimedOut,
        _ => false,
    };
}
