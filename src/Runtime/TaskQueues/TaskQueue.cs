namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// Tasks that wait for workers, and workers that wait for tasks; never both. First come, first served.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class TaskQueue(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Queue<QueuedTask> tasks = new();
    private readonly LinkedList<Waiter> waiters = [];
    private DateTimeOffset lastPoll = DateTimeOffset.MinValue;
    private bool isClosed;

    /// <summary>When a worker last asked; now, while one waits.</summary>
    public DateTimeOffset LastPoll
    {
        get
        {
            lock (gate)
            {
                return waiters.Count > 0 ? time.GetUtcNow() : lastPoll;
            }
        }
    }

    /// <summary>Gives a task to the worker that waits longest, or keeps it.</summary>
    /// <returns>Whether it did; false if the queue is closed.</returns>
    public bool TryOffer(QueuedTask task)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return false;
            }

            while (waiters.First is { } first)
            {
                waiters.RemoveFirst();
                if (first.Value.TryGive(task))
                {
                    return true;
                }
            }

            tasks.Enqueue(task);
            return true;
        }
    }

    /// <summary>Takes the oldest task, or waits for one.</summary>
    /// <returns>A task; null if none came in time. A task that was given is never lost to a late
    /// cancellation.</returns>
    public Task<QueuedTask?> TakeAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            lastPoll = time.GetUtcNow();
            if (tasks.TryDequeue(out var task))
            {
                return Task.FromResult<QueuedTask?>(task);
            }

            if (isClosed || wait <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
            {
                return Task.FromResult<QueuedTask?>(null);
            }

            var waiter = new Waiter();
            var node = waiters.AddLast(waiter);
            return WaitAsync(node, wait, cancellationToken);
        }
    }

    /// <summary>Ends the queue: it takes nothing more, and who waits goes away with nothing.</summary>
    /// <returns>The tasks that nobody took.</returns>
    public IReadOnlyList<QueuedTask> Close()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var waiter in waiters)
            {
                waiter.TryGive(null);
            }

            waiters.Clear();
            var left = tasks.ToList();
            tasks.Clear();
            return left;
        }
    }

    private async Task<QueuedTask?> WaitAsync(
        LinkedListNode<Waiter> node, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var timer = time.CreateTimer(_ => Leave(node), null, wait, Timeout.InfiniteTimeSpan);
        await using var registration = cancellationToken.UnsafeRegister(_ => Leave(node), null);
        return await node.Value.Task;
    }

    private void Leave(LinkedListNode<Waiter> node)
    {
        lock (gate)
        {
            if (node.List is not null)
            {
                waiters.Remove(node);
                lastPoll = time.GetUtcNow();
            }
        }

        node.Value.TryGive(null);
    }

    private sealed class Waiter
    {
        private readonly TaskCompletionSource<QueuedTask?> source =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<QueuedTask?> Task => source.Task;

        public bool TryGive(QueuedTask? task) => source.TrySetResult(task);
    }
}
