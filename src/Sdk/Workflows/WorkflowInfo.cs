using Cairn.Api.Common.V1;
using Cairn.Converters;
using RetryPolicy = Cairn.Common.RetryPolicy;
using Priority = Cairn.Common.Priority;

namespace Cairn.Workflows;

/// <summary>The facts of a run. They never change.</summary>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="ContinuedRunId">The run that this one continues, if any.</param>
/// <param name="CronSchedule">The cron schedule, if any.</param>
/// <param name="ExecutionTimeout">How long all runs together may take; null means without limit.</param>
/// <param name="FirstExecutionRunId">The first run of the chain.</param>
/// <param name="Headers">The headers that the starter sent with the arguments.</param>
/// <param name="LastFailure">How the run before this one failed, if it did.</param>
/// <param name="LastResult">What the last run that succeeded returned, if any.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="OriginalExecutionRunId">
/// The run id that the run was started with: a reset makes a run of another id with the history of this one.
/// </param>
/// <param name="Parent">The workflow that started this one as a child, if any.</param>
/// <param name="Priority">The priority of its tasks.</param>
/// <param name="RetryPolicy">When and how often a failed run is tried again; null means never.</param>
/// <param name="Root">The topmost workflow over this one, if it is a child.</param>
/// <param name="RunId">The id of this run.</param>
/// <param name="RunTimeout">How long this run may take; null means without limit.</param>
/// <param name="StartTime">When the first workflow task began, UTC.</param>
/// <param name="TaskQueue">The task queue.</param>
/// <param name="TaskTimeout">How long one workflow task may take.</param>
/// <param name="WorkflowId">The id that the starter gave.</param>
/// <param name="WorkflowStartTime">When the run was started, UTC.</param>
/// <param name="WorkflowType">The workflow type.</param>
public record WorkflowInfo(
    int Attempt,
    string? ContinuedRunId,
    string? CronSchedule,
    TimeSpan? ExecutionTimeout,
    string FirstExecutionRunId,
    IReadOnlyDictionary<string, Payload>? Headers,
    Exception? LastFailure,
    IReadOnlyCollection<IRawValue>? LastResult,
    string Namespace,
    string OriginalExecutionRunId,
    WorkflowInfo.ParentInfo? Parent,
    Priority Priority,
    RetryPolicy? RetryPolicy,
    WorkflowInfo.RootInfo? Root,
    string RunId,
    TimeSpan? RunTimeout,
    DateTime StartTime,
    string TaskQueue,
    TimeSpan TaskTimeout,
    string WorkflowId,
    DateTime WorkflowStartTime,
    string WorkflowType)
{
    /// <summary>A workflow that started this one as a child.</summary>
    /// <param name="Namespace">Its namespace.</param>
    /// <param name="RunId">Its run.</param>
    /// <param name="WorkflowId">Its id.</param>
    public record ParentInfo(string Namespace, string RunId, string WorkflowId);

    /// <summary>The topmost workflow over a child.</summary>
    /// <param name="RunId">Its run.</param>
    /// <param name="WorkflowId">Its id.</param>
    public record RootInfo(string RunId, string WorkflowId);
}
