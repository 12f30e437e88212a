namespace Cairn.Worker;

/// <summary>
/// A limit of how many tasks start in a second. It has as many permits as tasks may start in a second, and at least
/// one; a permit with which a task has started can be taken again when its part of the time has passed.
/// </summary>
internal sealed class TaskRate : IDisposable
{
    private readonly Lock sync = new();
    private readonly SemaphoreSlim permits;
    private readonly PriorityQueue<TimeSpan, TimeSpan> usableFrom = new();
    private readonly TimeSpan window;
    private readonly TimeProvider time;
    private readonly long began;

    /// <param name="perSecond">How many tasks may start in a second.</param>
    /// <param name="time">The clock.</param>
    public TaskRate(double perSecond, TimeProvider time)
    {
        // More polls than this are never open at a time.
        var count = (int)Math.Clamp(Math.Floor(perSecond), 1, 100_000);
        this.time = time;
        began = time.GetTimestamp();
        window = TimeSpan.FromSeconds(Math.Min(count / perSecond, TimeSpan.FromDays(49).TotalSeconds));
        permits = new(count);
        for (var i = 0; i < count; i++)
        {
            usableFrom.Enqueue(TimeSpan.Zero, TimeSpan.Zero);
        }
    }

    private TimeSpan Now => time.GetElapsedTime(began);

    /// <summary>Waits for a permit and takes it.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await permits.WaitAsync(cancellationToken).ConfigureAwait(false);
        var from = Next();
        try
        {
            for (TimeSpan left; (left = from - Now) > TimeSpan.Zero;)
            {
                await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            Return(from);
            throw;
        }
    }

    /// <summary>Takes a permit if one is usable now.</summary>
    public bool TryTake()
    {
        if (!permits.Wait(0))
        {
            return false;
        }

        var from = Next();
        if (from <= Now)
        {
            return true;
        }

        Return(from);
        return false;
    }

    /// <summary>Returns a permit with which no task started.</summary>
    public void GiveBack() => Return(Now);

    /// <summary>A task starts with a permit.</summary>
    public void Spend() => Return(Now + window);

    public void Dispose() => permits.Dispose();

    private TimeSpan Next()
    {
        lock (sync)
        {
            return usableFrom.Dequeue();
        }
    }

    private void Return(TimeSpan from)
    {
        lock (sync)
        {
            usableFrom.Enqueue(from, from);
        }

        permits.Release();
    }
}
