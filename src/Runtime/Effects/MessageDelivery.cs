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
            await DeliverUntilReceivedAsync(sent, message, isRepeated);
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

    private async Task DeliverUntilReceivedAsync(Execution sent, Message message, bool isRepeated)
    {
        var backoff = new Backoff(node.Options);
        for (var sender = sent; !isStopped && sender is not null && Outgoing.Has(sender, message);)
        {
            try
            {
                await DeliverOnceAsync(sender, message, isRepeated);
                return;
            }
            catch (Exception notNow) when (notNow is RpcException or StoreException)
            {
                if (!backoff.IsFailing)
                {
                    LogNotDelivered(message.Kind, sender.Key.WorkflowId.Value, sender.Key.RunId.Value, notNow);
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
                return await node.AskAsync(sender, scope => scope.RunEvenIfDeleted?.State);
            }
            catch (RpcException)
            {
                await Task.Delay(backoff.Failed(), node.Options.TimeProvider);
            }
        }

        return null;
    }

    private Task DeliverOnceAsync(Execution sender, Message message, bool isRepeated) => message.Kind switch
    {
        MessageKind.StartChild => StartChildAsync(sender, message, isRepeated),
        MessageKind.ReleaseChild => ReleaseChildAsync(sender, message),
        MessageKind.CloseChild => CloseChildAsync(sender, message),
        MessageKind.TellParent => NotifyParentAsync(sender, message),
        MessageKind.Signal => SignalAsync(sender, message, isRepeated),
        MessageKind.RequestCancel => RequestCancelAsync(sender, message, isRepeated),
        _ => throw new InvalidOperationException($"There is no delivery for {message.Kind}."),
    };

    private async Task StartChildAsync(Execution sender, Message message, bool isRepeated)
    {
        var child = sender.Children[message.InitiatedEventId];
        var runId = new RunId(node.Options.NewId().ToString());
        var started = await AskNewestAsync(
            new Delivery(sender, message, child.Initiated, isRepeated),
            child.WorkflowId,
            run => BeginChild.IsOf(run, sender, child.Initiated),
            scope =>
            {
                var current = scope.RunEvenIfDeleted?.State;
                var decision = BeginChild.Decide(current, sender, child.Initiated, runId, scope.Now);
                return decision is StartDecision.Refused ? null : Requests.Starts.Take(scope, decision).Run;
            },
            closed => closed);
        await NotifySenderAsync(sender, turn =>
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

    private async Task<bool> IsPendingAsync(Execution sender, Message message) =>
        await node.AskAsync(sender.Key, scope => scope.RunEvenIfDeleted is { } now && Outgoing.Has(now.State, message));

    private async Task ReleaseChildAsync(Execution sender, Message message)
    {
        var child = sender.Children[message.InitiatedEventId];
        await node.AskAsync(sender.Key.Namespace, child.WorkflowId, child.RunId, scope => Notify(
            scope, scope.Run, turn => ReleaseChild.Decide(turn, hasUpdates: scope.Run!.Updates.Count > 0)));
        await NotifySenderAsync(sender, turn => Outgoing.Delivered(turn, message), isLazy: true);
    }

    private async Task CloseChildAsync(Execution sender, Message message)
    {
        var child = sender.Children[message.InitiatedEventId];
        await NotifyAsync(
            sender.Key.Namespace,
            child.WorkflowId,
            runId: "",
            turn => CloseWithParent.Decide(turn, sender, child));
        await NotifySenderAsync(sender, turn => Outgoing.Delivered(turn, message), isLazy: true);
    }

    private async Task NotifyParentAsync(Execution sender, Message message)
    {
        var parent = sender.Started.ParentWorkflowExecution;
        var runId = parent.RunId;
        while (runId.Length > 0)
        {
            var reset = "";
            // A deleted parent is notified as well: it may still be starting the child.
            var isThere = await node.AskAsync(sender.Key.Namespace, parent.WorkflowId, runId, scope =>
                Notify(scope, scope.RunEvenIfDeleted, turn =>
                {
                    RecordChildClose.Decide(turn, sender);
                    reset = turn.State.ResetRunId; // The run that waits for the child now.
                }));
            if (!isThere)
            {
                await NotifyRunAfterResetAsync(sender, parent.WorkflowId);
            }

            runId = reset;
        }

        await NotifySenderAsync(sender, turn => Outgoing.Delivered(turn, message), isLazy: true);
    }

    /// <summary>
    /// A deleted parent may have been reset before: then the run that follows it waits for the child.
    /// </summary>
    private Task<bool> NotifyRunAfterResetAsync(Execution sender, string workflowId) =>
        NotifyAsync(sender.Key.Namespace, workflowId, runId: "", turn =>
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
        var cause = await AskTargetAsync(
            new Delivery(sender, message, initiated, isRepeated),
            signal.WorkflowExecution,
            signal.ChildWorkflowOnly,
            run => ReceiveSignal.HasReceived(run, sender, initiated),
            turn => ReceiveSignal.Decide(turn, sender, initiated));
        await NotifySenderAsync(sender, turn => RecordSignal.Decide(turn, message.InitiatedEventId, cause));
    }

    private async Task RequestCancelAsync(Execution sender, Message message, bool isRepeated)
    {
        var initiated = sender.Externals[message.InitiatedEventId];
        var cancel = initiated.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes;
        var cause = await AskTargetAsync(
            new Delivery(sender, message, initiated, isRepeated),
            cancel.WorkflowExecution,
            cancel.ChildWorkflowOnly,
            run => ReceiveCancel.HasReceived(run, sender, initiated),
            turn => ReceiveCancel.Decide(turn, sender, initiated));
        await NotifySenderAsync(sender, turn => RecordCancel.Decide(turn, message.InitiatedEventId, cause));
    }

    /// <summary>Asks the run that a message names, or the run that the named child is now.</summary>
    /// <returns>Why the message was rejected; the default, Unspecified, if it was accepted, now or before.</returns>
    private async Task<T> AskTargetAsync<T>(
        Delivery delivery,
        Api.Common.V1.WorkflowExecution target,
        bool isChild,
        Func<Execution, bool> hasReceived,
        Func<Turn?, T> decide)
        where T : struct
    {
        var isNewest = target.RunId.Length == 0;
        if (isNewest || isChild)
        {
            var (isOther, cause) = await AskNewestAsync(
                delivery,
                target.WorkflowId,
                hasReceived,
                scope => isNewest
                    || (scope.Run is { } newest && ChildChain.Has(newest.State, delivery.Sender, target.RunId))
                    ? (false, Ask(scope, decide))
                    : (true, default),
                _ => (false, default));
            if (!isOther)
            {
                return cause;
            }
        }

        return await node.AskAsync(
            delivery.Sender.Key.Namespace, target.WorkflowId, target.RunId, scope => Ask(scope, decide));
    }

    /// <summary>
    /// Asks the newest run of a workflow. A message that may have been delivered before reaches it only if no run
    /// before it has received the message: the closed runs are read from the store while the answer of the partition
    /// proves that they are durable, and read again if another run begins meanwhile.
    /// </summary>
    /// <returns>
    /// The answer of the newest run or of the closed one; the default if the sender knows of the arrival already.
    /// </returns>
    private async Task<T?> AskNewestAsync<T>(
        Delivery delivery,
        string workflowId,
        Func<Execution, bool> hasReceived,
        Func<Scope, T?> decide,
        Func<Execution, T?> answerOfClosed)
    {
        var @namespace = delivery.Sender.Key.Namespace;
        if (!delivery.IsRepeated)
        {
            return await node.AskAsync(@namespace, workflowId, runId: "", decide);
        }

        while (true)
        {
            var newest = await node.AskAsync(@namespace, workflowId, runId: "", NewestOf);
            if (await ClosedReceivers.FindAsync(
                node, @namespace, workflowId, delivery.Initiated, hasReceived) is { } closed)
            {
                return answerOfClosed(closed);
            }

            if (!await IsPendingAsync(delivery.Sender, delivery.Message))
            {
                return default; // The receiver has closed and left the store since the sender was read.
            }

            var (isSame, answer) = await node.AskAsync(@namespace, workflowId, runId: "", scope =>
                NewestOf(scope) == newest ? (true, decide(scope)) : (false, default));
            if (isSame)
            {
                return answer;
            }
        }
    }

    private static RunId? NewestOf(Scope scope) => scope.RunEvenIfDeleted?.State.Key.RunId;

    /// <summary>A deleted run accepts nothing, but it may have accepted this message before.</summary>
    private static T Ask<T>(Scope scope, Func<Turn?, T> decide)
    {
        if (scope.RunEvenIfDeleted is not { } run)
        {
            return decide(null);
        }

        var turn = scope.Begin(run);
        var answer = decide(turn);
        scope.End(run, turn);
        return answer;
    }

    /// <summary>Notifies the sender of the result of its message, even if the sender is deleted.</summary>
    private Task<bool> NotifySenderAsync(Execution sender, Action<Turn> notify, bool isLazy = false) =>
        node.AskAsync(sender.Key, scope =>
        {
            scope.IsLazy = isLazy;
            return Notify(scope, scope.RunEvenIfDeleted, notify);
        });

    /// <summary>Notifies a run, if it exists; returns whether it does.</summary>
    private Task<bool> NotifyAsync(NamespaceName @namespace, string workflowId, string runId, Action<Turn> notify) =>
        node.AskAsync(@namespace, workflowId, runId, scope => Notify(scope, scope.Run, notify));

    private static bool Notify(Scope scope, CachedExecution? run, Action<Turn> notify)
    {
        if (run is null)
        {
            return false;
        }

        var turn = scope.Begin(run);
        notify(turn);
        scope.End(run, turn);
        return true;
    }

    /// <summary>A message on its way.</summary>
    /// <param name="Sender">The sender.</param>
    /// <param name="Message">The message.</param>
    /// <param name="Initiated">The sender's event that sent it.</param>
    /// <param name="IsRepeated">Whether it may have been delivered before.</param>
    private sealed record Delivery(Execution Sender, Message Message, HistoryEvent Initiated, bool IsRepeated);

    [LoggerMessage(
        1003,
        LogLevel.Warning,
        "{Kind} from workflow {WorkflowId}, run {RunId}, was not delivered; it is tried again with backoff")]
    private partial void LogNotDelivered(MessageKind kind, string workflowId, string runId, Exception reason);
}
