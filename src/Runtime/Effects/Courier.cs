using System.Collections.Concurrent;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Externals;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Outbox;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Effects;

/// <summary>
/// Brings messages from one execution to another, and the news of their arrival back. A message is brought until its
/// sender knows that it arrived; receivers take it once, so to bring it twice does no harm.
/// </summary>
/// <param name="node">The node.</param>
internal sealed partial class Courier(Node node)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILogger logger = node.Options.LoggerFactory.CreateLogger<Courier>();
    private readonly ConcurrentDictionary<(ExecutionKey Sender, Message Message), bool> underWay = new();
    private volatile bool isStopped;

    /// <summary>Brings nothing more; the next node finds what is on its way in the states of the senders.</summary>
    public void Stop() => isStopped = true;

    /// <summary>Brings a message, sooner or later; once, if it is being brought already.</summary>
    /// <param name="sender">The sender, when the message was durable.</param>
    /// <param name="delivery">The message.</param>
    public void Deliver(Execution sender, Effect.Deliver delivery)
    {
        if (underWay.TryAdd((sender.Key, delivery.Message), true))
        {
            _ = DeliverAsync(sender, delivery.Message, delivery.IsRepeated);
        }
    }

    private async Task DeliverAsync(Execution sender, Message message, bool isRepeated)
    {
        while (!isStopped && Outgoing.Has(sender, message))
        {
            try
            {
                await BringAsync(sender, message, isRepeated);
                break;
            }
            catch (Exception notNow) when (notNow is not OutOfMemoryException)
            {
                LogNotBrought(message.Kind, sender.Key.WorkflowId.Value, notNow);
            }

            isRepeated = true;
            await Task.Delay(Pause, node.Options.TimeProvider);
            sender = await LookAgainAsync(sender);
        }

        underWay.TryRemove((sender.Key, message), out _);
    }

    /// <summary>The sender as it is now: the news of an arrival may have come to it, and nobody heard.</summary>
    private async Task<Execution> LookAgainAsync(Execution sender)
    {
        while (!isStopped)
        {
            try
            {
                return await node.AskAsync(sender.Key, scope => scope.Run?.State) ?? sender;
            }
            catch (Exception notNow) when (notNow is not OutOfMemoryException)
            {
                await Task.Delay(Pause, node.Options.TimeProvider);
            }
        }

        return sender;
    }

    private Task BringAsync(Execution sender, Message message, bool isRepeated) => message.Kind switch
    {
        MessageKind.StartChild => StartChildAsync(sender, message),
        MessageKind.ReleaseChild => ReleaseChildAsync(sender, message),
        MessageKind.CloseChild => CloseChildAsync(sender, message),
        MessageKind.TellParent => TellParentAsync(sender, message),
        MessageKind.Signal => SignalAsync(sender, message, isRepeated),
        MessageKind.RequestCancel => RequestCancelAsync(sender, message, isRepeated),
        _ => throw new InvalidOperationException($"Nobody brings {message.Kind}."),
    };

    private async Task StartChildAsync(Execution sender, Message message)
    {
        var initiated = sender.Children[message.InitiatedEventId].Initiated;
        var child = sender.Children[message.InitiatedEventId].WorkflowId;
        var runId = new RunId(node.Options.NewId().ToString());
        var started = await node.AskAsync(sender.Key.Namespace, child, runId: "", scope =>
        {
            var decision = BeginChild.Decide(scope.Current?.State, sender, initiated, runId, scope.Now);
            return decision is StartDecision.Refused ? null : Requests.Starts.Take(scope, decision).Run;
        });
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

    private async Task ReleaseChildAsync(Execution sender, Message message)
    {
        var child = sender.Children[message.InitiatedEventId];
        await node.AskAsync(sender.Key.Namespace, child.WorkflowId, child.RunId, scope => Tell(
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
            var isThere = await TellAsync(sender.Key.Namespace, parent.WorkflowId, runId, turn =>
            {
                RecordChildClose.Decide(turn, sender);
                reset = turn.State.ResetRunId; // Who waits for the child now.
            });
            if (!isThere)
            {
                await TellHeirAsync(sender, parent.WorkflowId);
            }

            runId = reset;
        }

        await TellSenderAsync(sender, turn => Outgoing.Delivered(turn, message), isLazy: true);
    }

    /// <summary>A parent that is deleted may have been reset before that: the run that it became waits.</summary>
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

    private Task<bool> IsTakenAsync(
        Execution sender,
        Api.Common.V1.WorkflowExecution target,
        HistoryEvent initiated,
        Func<Execution, bool> hasTaken) => ClosedReceivers.AnyAsync(
            node, sender.Key.Namespace, target.WorkflowId, initiated, hasTaken);

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

    private static T Ask<T>(Scope scope, Func<Turn?, T> decide)
    {
        if (scope.Run is not { } run)
        {
            return decide(null);
        }

        var turn = scope.Begin(run);
        var answer = decide(turn);
        scope.End(run, turn);
        return answer;
    }

    /// <summary>Tells the sender what became of its message, though it may be deleted.</summary>
    private Task<bool> TellSenderAsync(Execution sender, Action<Turn> tell, bool isLazy = false) =>
        node.AskAsync(sender.Key, scope =>
        {
            scope.IsLazy = isLazy;
            return Tell(scope, scope.Kept, tell);
        });

    /// <summary>Tells a run something, if it is there; answers whether it is.</summary>
    private Task<bool> TellAsync(NamespaceName @namespace, string workflowId, string runId, Action<Turn> tell) =>
        node.AskAsync(@namespace, workflowId, runId, scope => Tell(scope, scope.Run, tell));

    private static bool Tell(Scope scope, Resident? run, Action<Turn> tell)
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

    [LoggerMessage(1, LogLevel.Warning, "{Kind} from workflow {WorkflowId} was not brought; it is tried again")]
    private partial void LogNotBrought(MessageKind kind, string workflowId, Exception reason);
}
