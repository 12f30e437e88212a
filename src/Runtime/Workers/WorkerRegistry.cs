using System.Collections.Concurrent;
using Cairn.Api.Worker.V1;
using Cairn.Protocol;

namespace Cairn.Runtime.Workers;

/// <summary>
/// The workers that send heartbeats. It is only in memory: after a restart of the node, workers send them again.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class WorkerRegistry(TimeProvider time)
{
    /// <summary>How long a worker without heartbeats is listed; workers send one a minute.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(NamespaceName, string), (WorkerHeartbeat Heartbeat, DateTimeOffset At)>
        workers = new();

    /// <summary>Records a heartbeat.</summary>
    public void Record(NamespaceName @namespace, WorkerHeartbeat heartbeat) =>
        workers[(@namespace, heartbeat.WorkerInstanceKey)] = (heartbeat, time.GetUtcNow());

    /// <summary>The last heartbeat of a worker; null if there is no recent one.</summary>
    public WorkerHeartbeat? Find(NamespaceName @namespace, string key) =>
        workers.TryGetValue((@namespace, key), out var known) && known.At >= Oldest ? known.Heartbeat : null;

    /// <summary>The workers of a namespace, by key. Removes those without a recent heartbeat.</summary>
    public IEnumerable<WorkerHeartbeat> All(NamespaceName @namespace)
    {
        foreach (var gone in workers.Where(worker => worker.Value.At < Oldest))
        {
            workers.TryRemove(gone);
        }

        return workers
            .Where(worker => worker.Key.Item1 == @namespace)
            .OrderBy(worker => worker.Key.Item2, StringComparer.Ordinal)
            .Select(worker => worker.Value.Heartbeat);
    }

    private DateTimeOffset Oldest => time.GetUtcNow() - Memory;
}
