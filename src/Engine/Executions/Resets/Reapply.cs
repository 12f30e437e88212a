using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Engine.Executions.Resets;

/// <summary>
/// Reapplies to the new run the events that came from outside after the reset point: signals, updates, requests that
/// were answered with the run, and the ends of children. Workflow code repeats its own commands. Cancellation requests
/// are not reapplied, as in Temporal's server.
/// </summary>
internal static class Reapply
{
    /// <summary>Writes the events again, in their order.</summary>
    public static void All(Turn turn, IEnumerable<HistoryEvent> events, ResetWorkflowExecutionRequest request)
    {
        foreach (var e in events)
        {
            if (EventTypes.TraitsOf(e.EventType).IsReapplied)
            {
                ReapplyOne(turn, e, request);
            }
        }
    }

    /// <summary>Writes one event again, with the current time.</summary>
    public static void Write(Turn turn, HistoryEvent e, Action<HistoryEvent> fill)
    {
        var copy = new HistoryEvent { EventType = e.EventType, Links = { e.Links } };
        fill(copy);
        turn.Write(copy);
    }

    private static void ReapplyOne(Turn turn, HistoryEvent e, ResetWorkflowExecutionRequest request)
    {
        switch (e.EventType)
        {
            case EventType.WorkflowExecutionSignaled:
                if (Wants(request, ResetReapplyExcludeType.Signal))
                {
                    Signal(turn, e);
                }

                break;
            case EventType.WorkflowExecutionUpdateAdmitted or EventType.WorkflowExecutionUpdateAccepted:
                if (Wants(request, ResetReapplyExcludeType.Update))
                {
                    ReapplyUpdate.Again(turn, e);
                }

                break;
            case EventType.WorkflowExecutionOptionsUpdated:
                Write(turn, e, copy => copy.WorkflowExecutionOptionsUpdatedEventAttributes =
                    e.WorkflowExecutionOptionsUpdatedEventAttributes);
                break;
            case EventType.ChildWorkflowExecutionStarted:
                ReapplyChildren.Started(turn, e);
                break;
            default:
                ReapplyChildren.Closed(turn, e);
                break;
        }
    }

    /// <summary>Older clients name the events to reapply, newer ones the events to exclude.</summary>
    private static bool Wants(ResetWorkflowExecutionRequest request, ResetReapplyExcludeType type) =>
        !request.ResetReapplyExcludeTypes.Contains(type)
        && request.ResetReapplyType switch
        {
            ResetReapplyType.None => false,
            ResetReapplyType.Signal => type == ResetReapplyExcludeType.Signal,
            _ => true,
        };

    private static void Signal(Turn turn, HistoryEvent e)
    {
        var signal = e.WorkflowExecutionSignaledEventAttributes;
        if (signal.RequestId.Length == 0 || !turn.State.SignalRequestIds.Contains(signal.RequestId))
        {
            Write(turn, e, copy => copy.WorkflowExecutionSignaledEventAttributes = signal);
        }
    }
}
