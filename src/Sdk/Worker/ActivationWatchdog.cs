using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cairn.Worker;

/// <summary>
/// Runs work on the thread pool and abandons work whose workflow code does not wait in time: it blocks on a thread, a
/// lock or a result that never comes in a workflow. One timer watches all work, so that none needs its own thread.
/// </summary>
/// <param name="limit">How long code may run; null means without limit.</param>
internal sealed class ActivationWatchdog(TimeSpan? limit)
{
    /// <summary>How long code may run by default, as in Temporal's SDKs.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<IActivationSlot, bool> running = new();
    private readonly Lock sync = new();
    private Timer? timer;

    /// <summary>Runs the work on a pool thread.</summary>
    public async Task<T> RunAsync<T>(ActivationSlot<T> slot)
    {
        if (limit is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(slot, preferLocal: false);
            return await slot.Task.ConfigureAwait(false);
        }

        running.TryAdd(slot, true);
        EnsureTimer();
        try
        {
            ThreadPool.UnsafeQueueUserWorkItem(slot, preferLocal: false);
            return await slot.Task.ConfigureAwait(false);
        }
        finally
        {
            running.TryRemove(slot, out _);
        }
    }

    private void EnsureTimer()
    {
        if (Volatile.Read(ref timer) is null)
        {
            lock (sync)
            {
                timer ??= new(_ => Look(), null, limit!.Value / 4, limit.Value / 4);
            }
        }
    }

    private void Look()
    {
        lock (sync)
        {
            // Checked again, because work may begin while the timer ends.
            if (running.IsEmpty)
            {
                timer?.Dispose();
                timer = null;
                if (running.IsEmpty)
                {
                    return;
                }
            }
        }

        EnsureTimer();

        // Code that a debugger has stopped is not stuck.
        if (Debugger.IsAttached)
        {
            return;
        }

        var now = Environment.TickCount64;
        foreach (var (slot, _) in running)
        {
            var since = slot.CodeSince;
            if (since != 0 && now - since > limit!.Value.TotalMilliseconds)
            {
                slot.Abandon();
            }
        }
    }
}
