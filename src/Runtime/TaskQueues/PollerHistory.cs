using System.Collections.Concurrent;
using Cairn.Api.TaskQueue.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.TaskQueues;

/// <summary>The recent pollers of a task queue.</summary>
/// <param name="time">The clock.</param>
internal sealed class PollerHistory(TimeProvider time)
{
    /// <summary>The rate of a worker that names none, in tasks a second: the default of Temporal's server.</summary>
    public const double Unlimited = 100_000;

    /// <summary>How long a worker is listed after its last poll began; the same as in Temporal's server.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, double Rate)> pollers = new();

    /// <summary>How many workers polled lately.</summary>
    public int Count
    {
        get
        {
            var oldest = time.GetUtcNow() - Memory;
            return pollers.Count(poller => poller.Value.At >= oldest);
        }
    }

    /// <summary>Records a poll.</summary>
    public void Add(string identity, double? rate) =>
        pollers[identity] = (time.GetUtcNow(), rate ?? Unlimited);

    /// <summary>The workers that polled lately, the latest first. Removes the others.</summary>
    public IReadOnlyList<PollerInfo> Recent()
    {
        var oldest = time.GetUtcNow() - Memory;
        foreach (var gone in pollers.Where(poller => poller.Value.At < oldest))
        {
            pollers.TryRemove(gone);
        }

        return [.. pollers.ToArray()
            .OrderByDescending(poller => poller.Value.At)
            .Select(poller => new PollerInfo
            {
                Identity = poller.Key,
                LastAccessTime = poller.Value.At.ToTimestamp(),
                RatePerSecond = poller.Value.Rate,
            })];
    }
}
