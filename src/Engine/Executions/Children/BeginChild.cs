using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Matching;
using Cairn.Protocol;

namespace Cairn.Engine.Executions.Children;

/// <summary>
/// Begins the run of a child. The run is held until its parent knows of it: a child that ran earlier could continue as
/// new before its parent asks a second time, and would then be started twice.
/// </summary>
public static class BeginChild
{
    /// <summary>Decides the start that a parent requested. A repeated request is answered with the same run.</summary>
    /// <param name="current">
    /// The newest run of the child's workflow id, which may be deleted; null if there is none.
    /// </param>
    /// <param name="parent">The parent.</param>
    /// <param name="initiated">The parent's event that requested the child.</param>
    /// <param name="runId">The id of the run, if one begins.</param>
    /// <param name="now">The time.</param>
    public static StartDecision Decide(
        Execution? current, Execution parent, HistoryEvent initiated, RunId runId, DateTimeOffset now)
    {
        return current is not null && IsOf(current, parent, initiated)
            ? new StartDecision.Answered(new Turn(current, now), IsStarter: true)
            : StartWorkflow.Decide(
                current is { IsDeleted: false } ? current : null,
                Request(parent, initiated),
                runId,
                now,
                signal: null,
                new StartOrigin { Parent = parent, ParentInitiatedEventId = initiated.EventId });
    }

    /// <summary>
    /// Whether a run is the child that an event requested. The parent may have been reset since then: it keeps the
    /// child that the run before the reset requested.
    /// </summary>
    public static bool IsOf(Execution run, Execution parent, HistoryEvent initiated) =>
        run.IsChildOf(parent) && run.Started.ParentInitiatedEventId == initiated.EventId;

    private static StartWorkflowExecutionRequest Request(Execution parent, HistoryEvent initiated)
    {
        var asked = initiated.StartChildWorkflowExecutionInitiatedEventAttributes;
        return new StartWorkflowExecutionRequest
        {
            Namespace = parent.Key.Namespace.Value,
            WorkflowId = asked.WorkflowId,
            WorkflowType = asked.WorkflowType,
            TaskQueue = asked.TaskQueue,
            Input = asked.Input,
            WorkflowExecutionTimeout = asked.WorkflowExecutionTimeout,
            WorkflowRunTimeout = asked.WorkflowRunTimeout,
            WorkflowTaskTimeout = asked.WorkflowTaskTimeout,
            RequestId = $"{parent.Key.RunId}:{initiated.EventId}",
            WorkflowIdReusePolicy = asked.WorkflowIdReusePolicy,
            WorkflowIdConflictPolicy = asked.WorkflowIdReusePolicy == WorkflowIdReusePolicy.TerminateIfRunning
                ? WorkflowIdConflictPolicy.Unspecified
                : WorkflowIdConflictPolicy.Fail,
            RetryPolicy = asked.RetryPolicy,
            CronSchedule = asked.CronSchedule,
            Memo = asked.Memo,
            SearchAttributes = asked.SearchAttributes,
            Header = asked.Header,
            Priority = TaskPriority.Inherit(parent.Started.Priority, asked.Priority),
            UserMetadata = initiated.UserMetadata,
        };
    }
}
