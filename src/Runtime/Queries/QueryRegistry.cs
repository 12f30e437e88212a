using System.Collections.Concurrent;
using Cairn.Protocol;

namespace Cairn.Runtime.Queries;

/// <summary>The queries that workers received as separate tasks, by id.</summary>
internal sealed class QueryRegistry
{
    private readonly ConcurrentDictionary<string, PendingQuery> queries = new();

    /// <summary>Keeps a query until it is answered or its caller is gone.</summary>
    public void Add(PendingQuery query) => queries[query.Id] = query;

    /// <summary>Removes a query.</summary>
    public void Remove(PendingQuery query) => queries.TryRemove(query.Id, out _);

    /// <summary>Fails all queries: the node accepts no more answers.</summary>
    public void Stop()
    {
        foreach (var (_, query) in queries.ToArray().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            query.GiveUp(Refused.ShuttingDown);
        }
    }

    /// <summary>Fails the queries of a run: it is deleted.</summary>
    public void Abandon(ExecutionKey key)
    {
        foreach (var (_, query) in queries.Where(pair => pair.Value.Key == key))
        {
            query.GiveUp(Refused.NoRun(key.WorkflowId.Value, key.RunId.Value));
        }
    }

    /// <summary>The query with an id; null if it is answered, failed or unknown.</summary>
    public PendingQuery? Find(string id) =>
        queries.GetValueOrDefault(id) is { Answered.IsCompleted: false } query ? query : null;
}
