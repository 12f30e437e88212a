using System.Collections.Concurrent;
using Cairn.Protocol;

namespace Cairn.Runtime.Queries;

/// <summary>The queries that workers have as tasks of their own, by their ids.</summary>
internal sealed class QueryRegistry
{
    private readonly ConcurrentDictionary<string, PendingQuery> queries = new();

    /// <summary>Remembers a query until its caller is answered or gone.</summary>
    public void Add(PendingQuery query) => queries[query.Id] = query;

    /// <summary>Forgets a query.</summary>
    public void Remove(PendingQuery query) => queries.TryRemove(query.Id, out _);

    /// <summary>Gives all queries up: the node takes no more answers.</summary>
    public void Stop()
    {
        foreach (var (_, query) in queries.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            query.GiveUp(Refused.ShuttingDown);
        }
    }

    /// <summary>Gives the queries to a run up: it is deleted.</summary>
    public void Abandon(ExecutionKey key)
    {
        foreach (var (_, query) in queries.Where(pair => pair.Value.Key == key))
        {
            query.GiveUp(Refused.NoRun(key.WorkflowId.Value, key.RunId.Value));
        }
    }

    /// <summary>The query of an id; null if it is answered, given up or unknown.</summary>
    public PendingQuery? Find(string id) =>
        queries.GetValueOrDefault(id) is { Answered.IsCompleted: false } query ? query : null;
}
