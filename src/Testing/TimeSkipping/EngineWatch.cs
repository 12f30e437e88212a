using System.Collections.Concurrent;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Testing.Faults;
using Google.Protobuf;

namespace Cairn.Testing.TimeSkipping;

/// <summary>What is known of the tasks and calls of an environment.</summary>
/// <param name="scheduler">Runs the engine's work.</param>
/// <param name="time">The engine's clock.</param>
/// <param name="skipper">Moves the clock.</param>
/// <param name="tasks">The tasks that workers have.</param>
internal sealed class EngineWatch(WorkScheduler scheduler, VirtualTime time, TimeSkipper skipper, RunningTasks tasks)
{
    private readonly ConcurrentDictionary<ByteString, WorkflowTask> workflowTasks = new();
    private readonly TaskFailures failures = new();

    /// <summary>Runs the engine's work.</summary>
    public WorkScheduler Scheduler => scheduler;

    /// <summary>Moves the clock.</summary>
    public TimeSkipper Skipper => skipper;

    /// <summary>The tasks that workers have.</summary>
    public RunningTasks Tasks => tasks;

    /// <summary>The time.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Reads the failures of tasks, outside of the context of their workflows.</summary>
    public required DataConverter Converter { get; init; }

    /// <summary>The converter in the context of the workflow whose task failed.</summary>
    public DataConverter ConverterOf(RespondWorkflowTaskFailedRequest failed) =>
        workflowTasks.TryGetValue(failed.TaskToken, out var task)
            ? Converter.InWorkflow(failed.Namespace, task.WorkflowId)
            : Converter;

    /// <summary>Whether a failed task ends the calls that wait for its workflow.</summary>
    public required bool EndsCallsOfFailedTasks { get; init; }

    /// <summary>The faults of the calls; null means none.</summary>
    public required CallFaults? Faults { get; init; }

    /// <summary>A worker received a workflow task, or an empty answer.</summary>
    public void Received(PollWorkflowTaskQueueResponse task)
    {
        if (task.TaskToken.IsEmpty)
        {
            return;
        }

        skipper.Called();
        tasks.Add(task, failures.Learn(task), Now);
        if (task.Query is null)
        {
            Faults?.Received(task);
            workflowTasks[task.TaskToken] = new(
                task.WorkflowExecution.WorkflowId, task.WorkflowExecution.RunId, task.WorkflowType?.Name);
        }
    }

    /// <summary>A worker received an activity, or an empty answer.</summary>
    public void Received(PollActivityTaskQueueResponse task)
    {
        if (!task.TaskToken.IsEmpty)
        {
            skipper.Called();
            tasks.Add(task, Now);
            Faults?.Received(task);
        }
    }

    /// <summary>A workflow task was completed.</summary>
    public void Completed(ByteString token)
    {
        if (workflowTasks.TryGetValue(token, out var task))
        {
            failures.Completed(task.WorkflowId);
        }

        Answered(token);
    }

    /// <summary>A task was answered.</summary>
    public void Answered(ByteString token)
    {
        workflowTasks.TryRemove(token, out _);
        tasks.Remove(token);
    }

    /// <summary>A workflow task failed.</summary>
    public void Failed(ByteString token, Exception cause)
    {
        if (EndsCallsOfFailedTasks && workflowTasks.TryGetValue(token, out var task))
        {
            failures.Failed(new(task.WorkflowId, task.RunId, task.WorkflowType, cause));
            EndFailed();
        }
    }

    /// <summary>Ends the calls that wait for workflows whose tasks fail.</summary>
    public void EndFailed()
    {
        foreach (var wait in skipper.Waiting)
        {
            if (wait.WorkflowId is { } workflowId && failures.Of(workflowId) is { } failure)
            {
                wait.End(new WorkflowTaskFailedException(
                    failure.WorkflowId, failure.RunId, failure.WorkflowType, failure.InnerException!));
            }
        }
    }

    private sealed record WorkflowTask(string WorkflowId, string RunId, string? WorkflowType);
}
