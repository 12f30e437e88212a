using System.Collections.Concurrent;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Externals;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Outbox;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Effects;

/// <summary>
/// Delivers messages from one execution to another, and notifies the sender. A message is delivered until the sender
/// has recorded its arrival; a receiver accepts it once, so a second delivery does no harm.
/// </summary>
/// <param name="node">The node.</param>
internal sealed partial class MessageDelivery(Node node)
{
    private readonly ILogger logger = node.Options.LoggerFactory.CreateLogger<MessageDelivery>();
    private readonly ConcurrentDictionary<(ExecutionKey Sender, Message Message), bool> underWay = new();
    private volatile bool isStopped;

    /// <summary>How many messages are being delivered, or wait to be delivered again.</summary>
    public int UnderWay => underWay.Count;

    /// <summary>
    /// Stops all deliveries; the next node finds undelivered messages in the states of their senders.
    /// </summary>
    public void Stop() => isStopped = true;

    /// <summary>Delivers a message in the background; does nothing if it is being delivered already.</summary>
    /// <param name="sender">The sender's state at the time when the message was durable.</param>
    /// <param name="delivery">The message.</param>
    public void Deliver(Execution sender, Effect.Deliver delivery)
    {
        if (underWay.TryAdd((sender.Key, delivery.Message), true))
        {
            node.Errors.Start(
                "The delivery of a message", () => DeliverAsync(sender, delivery.Message, delivery.IsRepeated));
        }
    }

    private async Task DeliverAsync(Execution sent, Message message, bool isRepeated)
    {
        try
        {
            await BringUntilTakenAsync(sent, message, isRepeated);
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            node.Errors.Report($"The delivery of {message.Kind} from workflow execution {sent.Key}", unexpected);
        }
        finally
        {
            underWay.TryRemove((sent.Key, message), out _);
        }
    }

    private async Task BringUntilTakenAsync(Execution sent, Message message, bool isRepeated)
    {
        var backoff = new Backoff(node.Options);
        for (var sender = sent; !isStopped && sender is not null && Outgoing.Has(sender, message);)
        {
            try
            {
                await BringAsync(sender, message, isRepeated);
                return;
            }
            catch (Exception notNow) when (notNow is RpcException or StoreException)
            {
                if (!backoff.IsFailing)
                {
                    LogNotBrought(message.Kind, sender.Key.WorkflowId.Value, sender.Key.RunId.Value, notNow);
                }
            }

            isRepeated = true;
            await Task.Delay(backoff.Failed(), node.Options.TimeProvider);
            sender = await LookAgainAsync(sender.Key, backoff);
        }
    }

    /// <summary>
    /// The sender as it is now, even if deleted: it may have recorded the arrival although the answer was lost. Null if
    /// it has left the store, which a run does once all its messages are delivered.
    /// </summary>
    private async Task<Execution?> LookAgainAsync(ExecutionKey sender, Backoff backoff)
    {
        while (!isStopped)
        {
            try
            {
                return await node.AskAsync(sender, scope => scope.Kept?.State);
            }
            catch (RpcException)
            {
                await Task.Delay(backoff.Failed(), node.Options.TimeProvider);
            }
        }

        return null;
    }

    private Task BringAsync(Execution sender, Message message, bool isRepeated) => message.Kind switch
    {
        MessageKind.StartChild => StartChildAsync(sender, message, isRepeated),
        MessageKind.ReleaseChild => ReleaseChildAsync(sender, message),
        MessageKind.CloseChild => CloseChildAsync(sender, message),
        MessageKind.TellParent => TellParentAsync(sender, message),
        MessageKind.Signal => SignalAsync(sender, message, isRepeated),
        MessageKind.RequestCancel => RequestCancelAsync(sender, message, isRepeated),
        _ => throw new InvalidOperationException($"There is no delivery for {message.Kind}."),
    };

    private async Task StartChildAsync(Execution sender, Message message, bool isRepeated)
    {
        var initiated = sender.Children[message.InitiatedEventId].Initiated;
        var started = isRepeated ? await FindChildAsync(sender, message, initiated) : null;
        if (started is null && isRepeated && !await IsOwedAsync(sender, message))
        {
            return; // The child has ended, notified its parent and left the store since the parent was read.
        }

        started ??= await BeginChildAsync(sender, sender.Children[message.InitiatedEventId].WorkflowId, initiated);
        await TellSenderAsync(sender, turn =>
        {
            if (started is null)
            {
                RecordChildStart.Failed(
                    turn, message.InitiatedEventId, StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists);
            }
            else
            {
                RunId first = new(started.Started.FirstExecutionRunId);
                RecordChildStart.Started(turn, message.InitiatedEventId, first);
            }
        });
    }

    private Task<Execution?> BeginChildAsync(Execution sender, string child, HistoryEvent initiated)
    {
        var runId = new RunId(node.Options.NewId().ToString());
        return node.AskAsync(sender.Key.Namespace, child, runId: "", scope =>
        {
            var decision = BeginChild.Decide(scope.Kept?.State, sender, initiated, runId, scope.Now);
            return decision is StartDecision.Refused ? null : Requests.Starts.Take(scope, decision).Run;
        });
    }

    /// <summary>
    /// A run of the child that closed before its parent was notified of its start; null if there is none.
    /// </summary>
    private Task<Execution?> FindChildAsync(Execution sender, Message message, HistoryEvent initiated) =>
        ClosedReceivers.FindAsync(
            node,
            sender.Key.Namespace,
            sender.Children[message.InitiatedEventId].WorkflowId,
            initiated,
            receiver => BeginChild.IsOf(receiver, sender, initiated));

    private async Task<bool> IsOwedAsync(Execution sender, Message message) =>
        await node.AskAsync(sender.Key, scope => scope.Kept is { } now && Outgoing.Has(now.State, message));

    private async Task ReleaseChildAsync(Execution sender, Message message)
    {
        var child = sender.Children[message.InitiatedEventId];
        await node.AskAsync(sender.Key.Namespace, child.WorkflowId, child.RunId, scope => Notify(
            scope, scope.Run, turn => ReleaseChild.Decide(turn, hasUpdates: scope.Run!.Updates.Count > 0)));
        await TellSenderAsync(sender, turn => Outgoing.Delivered(turn, message), isLazy: true);
    }

    private async Task CloseChildAsync(Execution sender, Message message)
    {
        var child = sender.Children[message.InitiatedEventId];
        await TellAsync(
            sender.Key.Namespace,
            child.WorkflowId,
            runId: "",
            turn => CloseWithParent.Decide(turn, sender, child));
        await TellSenderAsync(sender, turn => Outgoing.Delivered(turn, message), isLazy: true);
    }

    private async Task TellParentAsync(Execution sender, Message message)
    {
        var parent = sender.Started.ParentWorkflowExecution;
        var runId = parent.RunId;
        while (runId.Length > 0)
        {
            var reset = "";
            // A deleted parent is notified as well: it may still be starting the child.
            var isThere = await node.AskAsync(sender.Key.Namespace, parent.WorkflowId, runId, scope =>
                Notify(scope, scope.Kept, turn =>
                {
                    RecordChildClose.Decide(turn, sender);
                    reset = turn.State.ResetRunId; // The run that waits for the child now.
                }));
            if (!isThere)
            {
                await TellHeirAsync(sender, parent.WorkflowId);
            }

            runId = reset;
        }

        await TellSenderAsync(sender, turn => Outgoing.Delivered(turn, message), isLazy: true);
    }

    /// <summary>
    /// A deleted parent may have been reset before: then the run that follows it waits for the child.
    /// </summary>
    private Task<bool> TellHeirAsync(Execution sender, string workflowId) =>
        TellAsync(sender.Key.Namespace, workflowId, runId: "", turn =>
        {
            if (sender.IsChildOf(turn.State))
            {
                RecordChildClose.Decide(turn, sender);
            }
        });

    private async Task SignalAsync(Execution sender, Message message, bool isRepeated)
    {
        var initiated = sender.Externals[message.InitiatedEventId];
        var signal = initiated.SignalExternalWorkflowExecutionInitiatedEventAttributes;
        var target = signal.WorkflowExecution;
        var cause = isRepeated && await IsTakenAsync(
            sender, target, initiated, receiver => ReceiveSignal.HasTaken(receiver, sender, initiated))
            ? SignalExternalWorkflowExecutionFailedCause.Unspecified
            : await AskTargetAsync(
                sender,
                target,
                signal.ChildWorkflowOnly,
                turn => ReceiveSignal.Decide(turn, sender, initiated));
        await TellSenderAsync(sender, turn => RecordSignal.Decide(turn, message.InitiatedEventId, cause));
    }

    private async Task RequestCancelAsync(Execution sender, Message message, bool isRepeated)
    {
        var initiated = sender.Externals[message.InitiatedEventId];
        var cancel = initiated.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes;
        var target = cancel.WorkflowExecution;
        var cause = isRepeated && await IsTakenAsync(
            sender, target, initiated, receiver => ReceiveCancel.HasTaken(receiver, sender, initiated))
            ? CancelExternalWorkflowExecutionFailedCause.Unspecified
            : await AskTargetAsync(
                sender,
                target,
                cancel.ChildWorkflowOnly,
                turn => ReceiveCancel.Decide(turn, sender, initiated));
        await TellSenderAsync(sender, turn => RecordCancel.Decide(turn, message.InitiatedEventId, cause));
    }

    private async Task<bool> IsTakenAsync(
        Execution sender,
        Api.Common.V1.WorkflowExecution target,
        HistoryEvent initiated,
        Func<Execution, bool> hasTaken) => await ClosedReceivers.FindAsync(
            node, sender.Key.Namespace, target.WorkflowId, initiated, hasTaken) is not null;

    private async Task<T> AskTargetAsync<T>(
        Execution sender, Api.Common.V1.WorkflowExecution target, bool isChild, Func<Turn?, T> decide)
        where T : struct
    {
        var answer = isChild && target.RunId.Length > 0
            ? await node.AskAsync(sender.Key.Namespace, target.WorkflowId, runId: "", scope =>
                scope.Run is { } newest && ChildChain.Has(newest.State, sender, target.RunId)
                    ? Ask(scope, decide)
                    : (T?)null)
            : null;
        return answer
            ?? await node.AskAsync(
                sender.Key.Namespace, target.WorkflowId, target.RunId, scope => Ask(scope, decide));
    }

    /// <summary>A deleted run accepts nothing, but it may have accepted this message before.</summary>
    private static T Ask<T>(Scope scope, Func<Turn?, T> decide)
    {
        if (scope.Kept is not { } run)
        {
            return decide(null);
        }

        var turn = scope.Begin(run);
        var answer = decide(turn);
        scope.End(run, turn);
        return answer;
    }

    /// <summary>Notifies the sender of the result of its message, even if the sender is deleted.</summary>
    private Task<bool> TellSenderAsync(Execution sender, Action<Turn> tell, bool isLazy = false) =>
        node.AskAsync(sender.Key, scope =>
        {
            scope.IsLazy = isLazy;
            return Notify(scope, scope.Kept, tell);
        });

    /// <summary>Notifies a run, if it exists; returns whether it does.</summary>
    private Task<bool> TellAsync(NamespaceName @namespace, string workflowId, string runId, Action<Turn> tell) =>
        node.AskAsync(@namespace, workflowId, runId, scope => Notify(scope, scope.Run, tell));

    private static bool Notify(Scope scope, CachedExecution? run, Action<Turn> tell)
    {
        if (run is null)
        {
            return false;
        }

        var turn = scope.Begin(run);
        tell(turn);
        scope.End(run, turn);
        return true;
    }

    [LoggerMessage(
        1003,
        LogLevel.Warning,
        "{Kind} from workflow {WorkflowId}, run {RunId}, was not delivered; it is tried again with backoff")]
    private partial void LogNotBrought(MessageKind kind, string workflowId, string runId, Exception reason);
}
