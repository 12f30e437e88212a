using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>A workflow's signals and cancellation requests to other workflows.</summary>
internal sealed class ExternalCalls(WorkflowInstance instance)
{
    private readonly Dictionary<uint, TaskCompletionSource<Failure?>> signals = [];
    private readonly Dictionary<uint, TaskCompletionSource<Failure?>> cancels = [];
    private uint signalCount;
    private uint cancelCount;

    /// <summary>Whether the workflow waits for one of them.</summary>
    public bool Any => signals.Count > 0 || cancels.Count > 0;

    /// <summary>Signals another workflow.</summary>
    public Task SignalAsync(SignalExternalWorkflowInput input) => SignalAsync(
        new() { WorkflowId = input.Id, RunId = input.RunId ?? string.Empty },
        childOnly: false,
        input.Signal,
        input.Args,
        Headers.Of(input.Headers),
        input.Options?.CancellationToken,
        input.Site);

    /// <summary>Signals a child.</summary>
    public Task SignalAsync(SignalChildWorkflowInput input) => SignalAsync(
        new() { WorkflowId = input.Id },
        childOnly: true,
        input.Signal,
        input.Args,
        Headers.Of(input.Headers),
        input.Options?.CancellationToken,
        input.Site);

    /// <summary>Requests the cancellation of another workflow.</summary>
    public Task CancelAsync(CancelExternalWorkflowInput input)
    {
        instance.RequireWritable();
        RecordedText.RequireWhole(input.Id, "The id of a workflow");
        var reason = Reasons.Checked(input.Options?.Reason, nameof(ExternalWorkflowCancelOptions.Reason));
        var seq = ++cancelCount;
        var source = new TaskCompletionSource<Failure?>();
        instance.AddCommand(
            new WorkflowCommand.CancelExternal(seq, new()
            {
                Namespace = instance.Info.Namespace,
                WorkflowId = input.Id,
                RunId = input.RunId ?? string.Empty,
                Reason = $"Cancel requested by workflow with run id {instance.Info.RunId} with reason: "
                    + reason,
            })
            {
                Site = input.Site,
            });
        cancels.Add(seq, source);
        var values = instance.Values.OfWorkflow(input.Id);
        return instance.Tasks.Start(async () => ThrowIfFailed(await source.Task, values));
    }

    /// <summary>A signal was delivered, or could not be delivered.</summary>
    public void ResolveSignal(uint seq, Failure? failure)
    {
        if (signals.Remove(seq, out var source))
        {
            source.TrySetResult(failure);
        }
    }

    /// <summary>A request to cancel was delivered, or could not be delivered.</summary>
    public void ResolveCancel(uint seq, Failure? failure)
    {
        if (cancels.Remove(seq, out var source))
        {
            source.TrySetResult(failure);
        }
    }

    private Task SignalAsync(
        WorkflowExecution target,
        bool childOnly,
        string name,
        IReadOnlyCollection<object?> args,
        Header? header,
        CancellationToken? cancellationToken,
        CallSite site)
    {
        instance.RequireWritable();
        RecordedText.RequireWhole(target.WorkflowId, "The id of a workflow");
        RecordedText.RequireWhole(name, "The name of a signal");
        var token = cancellationToken ?? instance.DefaultToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException(new CanceledFailureException("Signal cancelled before scheduled"));
        }

        var seq = ++signalCount;
        var source = new TaskCompletionSource<Failure?>();
        var values = instance.Values.OfWorkflow(target.WorkflowId);
        instance.AddCommand(
            new WorkflowCommand.SignalExternal(seq, new()
            {
                Namespace = instance.Info.Namespace,
                Execution = target,
                SignalName = name,
                Input = values.ToPayloads(args, CallName.Signal(name)),
                Header = header,
                ChildWorkflowOnly = childOnly,
            })
            {
                Site = site,
            });
        signals.Add(seq, source);
        return instance.Tasks.Start(async () =>
        {
            using (token.UnsafeRegister(_ => TakeBack(seq, site), null))
            {
                ThrowIfFailed(await source.Task, values);
            }
        });
    }

    private void TakeBack(uint seq, CallSite site)
    {
        if (signals.ContainsKey(seq))
        {
            instance.AddCommand(new WorkflowCommand.CancelSignal(seq) { Site = site });
        }
    }

    private static void ThrowIfFailed(Failure? failure, WorkflowValues values)
    {
        if (failure is not null)
        {
            throw values.ToException(failure);
        }
    }
}
