using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cairn.Worker;

/// <summary>
/// Runs pieces of work on the thread pool and gives up those whose workflow code does not wait in time: it waits for a
/// thread, a lock or a result, which in a workflow never comes. One timer watches all, so that none costs a thread.
/// </summary>
/// <param name="limit">How long code may run; null watches nothing.</param>
internal sealed class ActivationWatchdog(TimeSpan? limit)
{
    private readonly ConcurrentDictionary<IActivationSlot, bool> running = new();
    private readonly Lock gate = new();
    private Timer? timer;

    /// <summary>Does the work on a thread of the pool.</summary>
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
            lock (gate)
            {
                timer ??= new(_ => Look(), null, limit!.Value / 4, limit.Value / 4);
            }
        }
    }

    private void Look()
    {
        lock (gate)
        {
            // Looked at twice, because work may begin while the timer ends.
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

        // Somebody who steps through workflow code is not stuck.
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
