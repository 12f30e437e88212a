using Cairn.Api.History.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Journal;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>Loads executions from the store by folding their journals.</summary>
/// <param name="store">The store.</param>
internal sealed class ExecutionLoader(IStore store)
{
    /// <summary>The newest run of a workflow; empty if there is none.</summary>
    public async Task<LoadedRun> LoadCurrentAsync(WorkflowKey workflow) =>
        await LoadAsync(await store.FindCurrentAsync(workflow.Namespace, workflow.WorkflowId));

    /// <summary>One run; empty if there is none.</summary>
    public async Task<LoadedRun> LoadRunAsync(ExecutionKey key) =>
        await LoadAsync(await store.FindRunAsync(key));

    /// <summary>Deletes a run from the store; the newest run, unless one is named.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> DeleteAsync(int partition, WorkflowKey workflow, RunId? runId)
    {
        var head = runId is { } known
            ? await store.FindRunAsync(new ExecutionKey(workflow.Namespace, workflow.WorkflowId, known))
            : await store.FindCurrentAsync(workflow.Namespace, workflow.WorkflowId);
        if (head is null)
        {
            return false;
        }

        var batch = new Batch(partition, []) { Deletes = [new ExecutionDelete(head.Key, head.Version)] };
        return await store.CommitAsync(batch) == CommitOutcome.Done
            ? true
            : throw Refused.Unavailable("The store did not take the deletion; try again.");
    }

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

    private async Task<LoadedRun> LoadAsync(ExecutionHead? head)
    {
        if (head is null)
        {
            return default;
        }

        IReadOnlyList<ReadOnlyMemory<byte>> journal;
        try
        {
            journal = await store.ReadJournalAsync(head.Key);
        }
        catch (StoreException damage) when (damage.Reason == StoreFailure.Corrupt)
        {
            return new(null, head.Key, damage);
        }

        if (journal.Count == 0 && await store.FindRunAsync(head.Key) is null)
        {
            return default; // It left the store between the two reads.
        }

        try
        {
            return new(Fold(head, journal));
        }
        catch (Exception damage) when (damage is not OutOfMemoryException)
        {
            return new(null, head.Key, damage);
        }
    }

    private static CachedExecution Fold(ExecutionHead head, IReadOnlyList<ReadOnlyMemory<byte>> journal)
    {
        Execution? state = null;
        var events = new List<HistoryEvent>();
        foreach (var entry in journal)
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
            throw new JournalCorruptException($"The journal of {head.Key} is empty.");
        }

        var cached = new CachedExecution(state, head.Version, head.IsCurrent);
        cached.Tail.Prepend(events);
        cached.Tail.Trim(state.NextEventId, state.PreviousStartedEventId);
        return cached;
    }
}
