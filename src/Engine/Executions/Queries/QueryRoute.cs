using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Queries;

/// <summary>How a query reaches workflow code. A query changes nothing and leaves nothing in the journal.</summary>
public abstract record QueryRoute
{
    private QueryRoute()
    {
    }

    /// <summary>There is no route now.</summary>
    public sealed record Refused(Refusal Refusal) : QueryRoute;

    /// <summary>The reject condition of the caller applies to a run with this status.</summary>
    public sealed record Rejected(WorkflowExecutionStatus Status) : QueryRoute;

    /// <summary>As a task of its own: the run has no pending workflow task.</summary>
    public sealed record Direct : QueryRoute;

    /// <summary>With the pending workflow task, so that the query sees all events before it.</summary>
    public sealed record WithWorkflowTask : QueryRoute;

    /// <summary>Finds the route.</summary>
    /// <param name="state">The run.</param>
    /// <param name="condition">The reject condition of the caller.</param>
    /// <param name="deadline">When the caller stops waiting; null if never.</param>
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
