using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Journal;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Sqlite;

namespace Cairn.Tests.Faults.Shop;

/// <summary>A run as the database has it: its events, and the fold of its journal.</summary>
/// <param name="State">The fold.</param>
/// <param name="Events">The history.</param>
internal sealed record StoredRun(Execution State, IReadOnlyList<HistoryEvent> Events)
{
    public string WorkflowId => State.Key.WorkflowId.Value;

    public string RunId => State.Key.RunId.Value;

    /// <summary>Reads all runs that there are.</summary>
    public static async Task<IReadOnlyList<StoredRun>> ReadAllAsync(string database)
    {
        await using var store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = database });
        var heads = await store.ListAsync(
            new NamespaceName("default"), ListQuery.Of(new Filter.All([])), after: null, limit: 1_000_000);
        var runs = new List<StoredRun>();
        foreach (var head in heads)
        {
            runs.Add(Fold(await store.ReadJournalAsync(head.Key)));
        }

        return runs;
    }

    /// <summary>The values of one kind of attributes, in the order of the events.</summary>
    public IEnumerable<T> All<T>(Func<HistoryEvent, T?> attributes)
        where T : class => Events.Select(attributes).OfType<T>();

    private static StoredRun Fold(IReadOnlyList<ReadOnlyMemory<byte>> journal)
    {
        Execution? state = null;
        var events = new List<HistoryEvent>();
        foreach (var record in journal.SelectMany(entry => Entry.Parser.ParseFrom(entry.Span).Records))
        {
            state = Apply.To(state, record);
            if ((record.Event ?? record.Flushed) is { } e)
            {
                events.Add(e);
            }
        }

        return new(state!, events);
    }
}
