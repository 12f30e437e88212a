using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>The children of a workflow.</summary>
internal sealed class ChildCalls(WorkflowInstance instance)
{
    private readonly Dictionary<uint, PendingChild> pending = [];
    private uint count;

    /// <summary>The children that have not ended, for the stack trace query.</summary>
    public IReadOnlyCollection<PendingChild> Pending => pending.Values;

    /// <summary>
    /// Starts a child. One scheduler hop handles its start and its end, even if no code awaits the end.
    /// </summary>
    public Task<ChildWorkflowHandle<TWorkflow, TResult>> StartAsync<TWorkflow, TResult>(StartChildWorkflowInput input)
    {
        instance.RequireWritable();
        var options = input.Options;
        RecordedText.RequireWhole(input.Workflow, "The type of a child workflow");
        RecordedText.RequireWhole(options.Id, "Id");
        RecordedText.RequireWhole(options.TaskQueue, "TaskQueue");
        RecordedText.RequireWhole(options.StaticSummary, "StaticSummary");
        RecordedText.RequireWhole(options.StaticDetails, "StaticDetails");
        var token = options.CancellationToken ?? instance.DefaultToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException<ChildWorkflowHandle<TWorkflow, TResult>>(
                new CanceledFailureException("Child workflow cancelled before scheduled"));
        }

        var id = options.Id ?? instance.Random.NewGuid().ToString();
        var child = new PendingChild(
            this, ++count, input.Workflow, id, instance.Values.OfWorkflow(id), input.Site);
        instance.AddCommand(
            new WorkflowCommand.StartChild(
                child.Seq,
                ToAttributes(child, input),
                (ChildCancellation)OptionValues.Known(options.CancellationType),
                child.Values.ToMetadata(options.StaticSummary, options.StaticDetails))
            {
                Site = input.Site,
            });
        pending.Add(child.Seq, child);
        var handle = new TaskCompletionSource<ChildWorkflowHandle<TWorkflow, TResult>>();
        instance.Tasks.Observe(instance.Tasks.Start(() => DriveAsync(child, handle, token)));
        return handle.Task;
    }

    /// <summary>A child started, or could not be started.</summary>
    public void Resolve(uint seq, ChildStart start)
    {
        if (pending.TryGetValue(seq, out var child))
        {
            if (start is not ChildStart.Started)
            {
                pending.Remove(seq);
            }

            child.Resolve(start);
        }
    }

    /// <summary>A child has ended.</summary>
    public void Resolve(uint seq, Resolution resolution)
    {
        if (pending.Remove(seq, out var child))
        {
            child.Resolve(resolution);
        }
    }

    /// <summary>Cancels a child, if it has not ended.</summary>
    /// <param name="child">The child.</param>
    /// <param name="token">The token that cancels it.</param>
    public void Cancel(PendingChild child, CancellationToken token)
    {
        if (pending.ContainsKey(child.Seq))
        {
            instance.AddCommand(
                new WorkflowCommand.CancelChild(child.Seq, instance.ReasonOf(token)) { Site = child.Site });
        }
    }

    private async Task DriveAsync<TWorkflow, TResult>(
        PendingChild child,
        TaskCompletionSource<ChildWorkflowHandle<TWorkflow, TResult>> handle,
        CancellationToken token)
    {
        using (token.UnsafeRegister(PendingChild.Cancel, child))
        {
            switch (await child.Start)
            {
                case ChildStart.Started started:
                    var running = new ChildWorkflow<TWorkflow, TResult>(instance, child, started.RunId);
                    handle.SetResult(running);
                    running.Resolve(await child.End);
                    break;
                case ChildStart.Canceled canceled:
                    handle.SetException(child.Values.ToException(canceled.Failure));
                    break;
                case ChildStart.Refused refused:
                    handle.SetException(ToException(refused));
                    break;
            }
        }
    }

    private static FailureException ToException(ChildStart.Refused refused) =>
        refused.Cause == StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists
            ? new WorkflowAlreadyStartedException(
                "Child workflow already started", refused.WorkflowId, refused.WorkflowType, string.Empty)
            : new ApplicationFailureException(
                $"Child workflow {refused.WorkflowId} could not be started: {refused.Cause}",
                refused.Cause.ToString(),
                nonRetryable: true);

    private StartChildWorkflowExecutionCommandAttributes ToAttributes(PendingChild child, StartChildWorkflowInput input)
    {
        var options = input.Options;
        return new()
        {
            Namespace = instance.Info.Namespace,
            WorkflowId = child.Id,
            WorkflowType = new() { Name = child.Workflow },
            TaskQueue = new() { Name = options.TaskQueue ?? instance.Info.TaskQueue },
            Input = child.Values.ToPayloads(input.Args, CallName.Workflow(input.Workflow)),
            WorkflowExecutionTimeout = OptionValues.ToDuration(options.ExecutionTimeout),
            WorkflowRunTimeout = OptionValues.ToDuration(options.RunTimeout),
            WorkflowTaskTimeout = OptionValues.ToDuration(options.TaskTimeout),
            ParentClosePolicy = (Api.Enums.V1.ParentClosePolicy)OptionValues.Known(options.ParentClosePolicy),
            WorkflowIdReusePolicy = OptionValues.Known(options.IdReusePolicy),
            RetryPolicy = options.RetryPolicy?.ToProto(),
            CronSchedule = options.CronSchedule ?? string.Empty,
            Header = Headers.Of(input.Headers),
            Memo = options.Memo is { } memo ? child.Values.ToMemo(memo) : null,
            SearchAttributes = options.TypedSearchAttributes?.ToProto(),
            Priority = options.Priority?.ToProto(),
            InheritBuildId = instance.IsOwnQueue(options.TaskQueue),
        };
    }
}
