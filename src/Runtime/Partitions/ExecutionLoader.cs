using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Journal;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>Brings executions from the store into memory: the fold of their journals.</summary>
/// <param name="store">The store.</param>
internal sealed class ExecutionLoader(IStore store)
{
    /// <summary>The newest run of a workflow; null if there is none.</summary>
    public async Task<Resident?> LoadCurrentAsync(WorkflowKey workflow) =>
        await LoadAsync(await store.FindCurrentAsync(workflow.Namespace, workflow.WorkflowId));

    /// <summary>One run; null if there is none.</summary>
    public async Task<Resident?> LoadRunAsync(ExecutionKey key) => await LoadAsync(await store.FindRunAsync(key));

    /// <summary>All events of a run that the store has.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(ExecutionKey key)
    {
        var events = new List<HistoryEvent>();
        foreach (var entry in await store.ReadJournalAsync(key))
        {
            foreach (var record in Entry.Parser.ParseFrom(entry.Span).Records)
            {
                if (HistoryTail.EventOf(record) is { } e)
                {
                    events.Add(e);
                }
            }
        }

        return events;
    }

    private async Task<Resident?> LoadAsync(ExecutionHead? head)
    {
        if (head is null)
        {
            return null;
        }

        Execution? state = null;
        var events = new List<HistoryEvent>();
        foreach (var entry in await store.ReadJournalAsync(head.Key))
        {
            foreach (var record in Entry.Parser.ParseFrom(entry.Span).Records)
            {
                state = Apply.To(state, record);
                if (HistoryTail.EventOf(record) is { } e)
                {
                    events.Add(e);
                }
            }
        }

        if (state is null)
        {
            throw Refused.Unavailable($"The journal of {head.Key} is empty.");
        }

        var resident = new Resident(state, head.Version, head.IsCurrent);
        resident.Tail.Prepend(events);
        resident.Tail.Trim(state.NextEventId, state.PreviousStartedEventId);
        return resident;
    }
}
