using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Externals;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Outbox;

namespace Cairn.Tests.Engine;

/// <summary>What messages between runs do where they arrive.</summary>
internal static class MessageInputs
{
    /// <summary>
    /// `deliver [all|lost]`: brings the oldest message and the news of its arrival; all of them and what follows from
    /// them; or loses the news.
    /// </summary>
    public static void Deliver(Stage stage, InputLine input)
    {
        if (stage.Mail.Count == 0)
        {
            stage.Say("no message");
        }

        for (var isFirst = true; stage.Mail.Count > 0 && (isFirst || input.Words.Contains("all")); isFirst = false)
        {
            var (sender, message) = stage.Mail[0];
            stage.Mail.RemoveAt(0);
            if (Outgoing.Has(sender.State, message))
            {
                stage.Say($"brings {message.Kind} {message.InitiatedEventId} of {sender.State.Key.WorkflowId}");
                Bring(stage, sender, message, input.Words.Contains("lost"));
            }
        }
    }

    private static void Bring(Stage stage, Run sender, Message message, bool isLost)
    {
        var tell = message.Kind switch
        {
            MessageKind.StartChild => StartChild(stage, sender, message),
            MessageKind.Signal => Signal(stage, sender, message),
            MessageKind.RequestCancel => Cancel(stage, sender, message),
            _ => Tell(stage, sender, message),
        };
        if (!isLost)
        {
            Commit(stage, sender, tell);
        }
    }

    private static Action<Turn> StartChild(Stage stage, Run sender, Message message)
    {
        var child = sender.State.Children[message.InitiatedEventId];
        var current = stage.Find(child.WorkflowId);
        var decision = BeginChild.Decide(
            current?.State, sender.State, child.Initiated, RunInputs.NextRunId(stage), stage.Now);
        RunInputs.Take(stage, current, decision);
        return decision is StartDecision.Refused
            ? turn => RecordChildStart.Failed(
                turn, message.InitiatedEventId, StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists)
            : turn => RecordChildStart.Started(
                turn,
                message.InitiatedEventId,
                new(stage.Find(child.WorkflowId)!.State.Started.FirstExecutionRunId));
    }

    private static Action<Turn> Signal(Stage stage, Run sender, Message message)
    {
        var initiated = sender.State.Externals[message.InitiatedEventId];
        var target = initiated.SignalExternalWorkflowExecutionInitiatedEventAttributes.WorkflowExecution;
        var cause = SignalExternalWorkflowExecutionFailedCause.Unspecified;
        var receiver = stage.Find(target.WorkflowId, target.RunId);
        Receive(stage, receiver, turn => cause = ReceiveSignal.Decide(turn, sender.State, initiated));
        return turn => RecordSignal.Decide(turn, message.InitiatedEventId, cause);
    }

    private static Action<Turn> Cancel(Stage stage, Run sender, Message message)
    {
        var initiated = sender.State.Externals[message.InitiatedEventId];
        var target = initiated.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes.WorkflowExecution;
        var cause = CancelExternalWorkflowExecutionFailedCause.Unspecified;
        var receiver = stage.Find(target.WorkflowId, target.RunId);
        Receive(stage, receiver, turn => cause = ReceiveCancel.Decide(turn, sender.State, initiated));
        return turn => RecordCancel.Decide(turn, message.InitiatedEventId, cause);
    }

    private static Action<Turn> Tell(Stage stage, Run sender, Message message)
    {
        var state = sender.State;
        if (message.Kind == MessageKind.TellParent)
        {
            var parent = stage.Find(
                state.Started.ParentWorkflowExecution.WorkflowId, state.Started.ParentWorkflowExecution.RunId);
            while (parent is not null)
            {
                Commit(stage, parent, turn => RecordChildClose.Decide(turn, state));
                var reset = parent.State.ResetRunId;
                parent = reset.Length == 0 ? null : stage.Find(parent.State.Key.WorkflowId.Value, reset);
            }
        }
        else
        {
            var child = state.Children[message.InitiatedEventId];
            var isRelease = message.Kind == MessageKind.ReleaseChild;
            var run = stage.Find(child.WorkflowId, isRelease ? child.RunId : "");
            Commit(
                stage,
                run,
                isRelease
                    ? turn => ReleaseChild.Decide(turn, hasUpdates: run!.Updates.Count > 0)
                    : turn => CloseWithParent.Decide(turn, state, child));
        }

        return turn => Outgoing.Delivered(turn, message);
    }

    private static void Receive(Stage stage, Run? receiver, Action<Turn?> receive)
    {
        if (receiver is null)
        {
            receive(null);
        }
        else
        {
            Commit(stage, receiver, turn => receive(turn));
        }
    }

    private static void Commit(Stage stage, Run? run, Action<Turn> decide)
    {
        if (run is not null)
        {
            var turn = new Turn(run.State, stage.Now);
            decide(turn);
            stage.Commit(run, turn);
        }
    }
}
