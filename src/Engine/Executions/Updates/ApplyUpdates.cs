using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Updates;

/// <summary>How updates change the state of a run.</summary>
internal static class ApplyUpdates
{
    /// <summary>The workflow accepted an update.</summary>
    public static Execution Accepted(Execution state, HistoryEvent e) => state with
    {
        Updates = state.Updates.Add(
            e.WorkflowExecutionUpdateAcceptedEventAttributes.ProtocolInstanceId,
            new KnownUpdate(
                UpdateMachine.Table.Next(UpdateStatus.None, UpdateTrigger.Accept), e, Outcome: null)),
    };

    /// <summary>An update has an outcome.</summary>
    public static Execution Completed(Execution state, HistoryEvent e)
    {
        var completed = e.WorkflowExecutionUpdateCompletedEventAttributes;
        var id = completed.Meta.UpdateId;
        var known = state.Updates.GetValueOrDefault(id)
            ?? throw new JournalCorruptException($"No update {id} was accepted.");
        return state with
        {
            Updates = state.Updates.SetItem(id, known with
            {
                Status = UpdateMachine.Table.Next(known.Status, UpdateTrigger.Complete),
                Outcome = completed.Outcome,
            }),
        };
    }
}
