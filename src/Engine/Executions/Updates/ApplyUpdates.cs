using Cairn.Api.History.V1;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Updates;

/// <summary>Applies the events of updates to the state of a run.</summary>
internal static class ApplyUpdates
{
    /// <summary>A reset reapplied an update that the code must handle again.</summary>
    public static Execution Admitted(Execution state, HistoryEvent e)
    {
        var request = e.WorkflowExecutionUpdateAdmittedEventAttributes.Request;
        var status = UpdateMachine.Table.Next(state, StatusOf(state, request.Meta.UpdateId), UpdateTrigger.Admit);
        var admitted = new KnownUpdate(status, request, AcceptedEventId: 0, Outcome: null);
        return state with { Updates = state.Updates.Add(request.Meta.UpdateId, admitted) };
    }

    /// <summary>
    /// The workflow accepted an update. Its request is in this event, or in the event that admitted it.
    /// </summary>
    public static Execution Accepted(Execution state, HistoryEvent e)
    {
        var accepted = e.WorkflowExecutionUpdateAcceptedEventAttributes;
        var id = accepted.ProtocolInstanceId;
        var known = state.Updates.GetValueOrDefault(id);
        var request = accepted.AcceptedRequest ?? known?.Request
            ?? throw new JournalCorruptException($"The journal has no request for the update {id}.");
        var status = UpdateMachine.Table.Next(state, StatusOf(state, id), UpdateTrigger.Accept);
        return state with { Updates = state.Updates.SetItem(id, new(status, request, e.EventId, Outcome: null)) };
    }

    /// <summary>The workflow rejected an update that a reset had reapplied: it is forgotten.</summary>
    public static Execution Rejected(Execution state, UpdateRejected fact)
    {
        UpdateMachine.Table.Next(state, Known(state, fact.UpdateId).Status, UpdateTrigger.Reject);
        return state with { Updates = state.Updates.Remove(fact.UpdateId) };
    }

    /// <summary>An update has an outcome.</summary>
    public static Execution Completed(Execution state, HistoryEvent e)
    {
        var completed = e.WorkflowExecutionUpdateCompletedEventAttributes;
        var id = completed.Meta.UpdateId;
        var known = Known(state, id);
        return state with
        {
            Updates = state.Updates.SetItem(id, known with
            {
                Status = UpdateMachine.Table.Next(state, known.Status, UpdateTrigger.Complete),
                Outcome = completed.Outcome,
            }),
        };
    }

    /// <summary>Whether an update, known or not, allows a trigger.</summary>
    public static bool Allows(Execution state, string id, UpdateTrigger trigger) =>
        UpdateMachine.Table.Allows(StatusOf(state, id), trigger);

    private static UpdateStatus StatusOf(Execution state, string id) =>
        state.Updates.GetValueOrDefault(id)?.Status ?? UpdateStatus.None;

    private static KnownUpdate Known(Execution state, string id) => state.Updates.GetValueOrDefault(id)
        ?? throw new JournalCorruptException($"No update {id} was admitted or accepted.");
}
