using System.Collections.Concurrent;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Testing.TimeSkipping;

/// <summary>The workflows whose last task failed, and whose callers wait for them: their parents.</summary>
internal sealed class TaskFailures
{
    private static readonly TimeSpan DefaultTaskTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, TimeSpan> timeouts = new();
    private readonly ConcurrentDictionary<string, string> parents = new();
    private readonly ConcurrentDictionary<string, WorkflowTaskFailedException> failures = new();

    /// <summary>Whether a task that failed for this cause will fail again.</summary>
    public static bool IsLasting(WorkflowTaskFailedCause cause) => cause
        is not (WorkflowTaskFailedCause.UnhandledCommand or WorkflowTaskFailedCause.ResetStickyTaskQueue
            or WorkflowTaskFailedCause.ForceCloseCommand or WorkflowTaskFailedCause.FailoverCloseCommand
            or WorkflowTaskFailedCause.ResetWorkflow or WorkflowTaskFailedCause.UnhandledUpdate);

    /// <summary>Learns from a task; returns how long its attempt may take.</summary>
    public TimeSpan Learn(PollWorkflowTaskQueueResponse task)
    {
        var runId = task.WorkflowExecution?.RunId ?? "";
        if (task.History?.Events is [{ WorkflowExecutionStartedEventAttributes: { } started }, ..])
        {
            timeouts[runId] = started.WorkflowTaskTimeout?.ToTimeSpan() ?? DefaultTaskTimeout;
            if (started.ParentWorkflowExecution?.WorkflowId is { Length: > 0 } parent)
            {
                parents[task.WorkflowExecution?.WorkflowId ?? ""] = parent;
            }
        }

        return timeouts.GetValueOrDefault(runId, DefaultTaskTimeout);
    }

    /// <summary>A task of a workflow failed.</summary>
    public void Failed(WorkflowTaskFailedException failure) => failures[failure.WorkflowId] = failure;

    /// <summary>A task of a workflow was completed.</summary>
    public void Completed(string workflowId) => failures.TryRemove(workflowId, out _);

    /// <summary>Why a workflow does not go on: its own failure, or that of a child; null if there is none.</summary>
    public WorkflowTaskFailedException? Of(string workflowId) =>
        failures.Values.FirstOrDefault(failure => IsOf(failure.WorkflowId, workflowId));

    private bool IsOf(string? failed, string workflowId)
    {
        while (failed is not null && failed != workflowId)
        {
            failed = parents.GetValueOrDefault(failed);
        }

        return failed is not null;
    }
}
