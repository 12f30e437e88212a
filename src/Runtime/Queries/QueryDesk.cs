using System.Collections.Concurrent;

namespace Cairn.Runtime.Queries;

/// <summary>The queries that workers have as tasks of their own, by their ids.</summary>
internal sealed class QueryDesk
{
    private readonly ConcurrentDictionary<string, PendingQuery> queries = new();

    /// <summary>Remembers a query until somebody answers it or its caller is gone.</summary>
    public void Add(PendingQuery query)
    {
        queries[query.Id] = query;
        _ = query.Answered.ContinueWith(
            _ => queries.TryRemove(query.Id, out PendingQuery? _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Gives all queries up: the node takes no more answers.</summary>
    public void Stop()
    {
        foreach (var query in queries.Values)
        {
            query.GiveUp(Refused.ShuttingDown);
        }
    }

    /// <summary>The query of an id; null if it is answered, given up or unknown.</summary>
    public PendingQuery? Find(string id) =>
        queries.GetValueOrDefault(id) is { Answered.IsCompleted: false } query ? query : null;
}
