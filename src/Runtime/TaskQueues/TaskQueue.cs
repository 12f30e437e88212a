namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// Tasks that wait for workers, and workers that wait for tasks; never both. The most urgent task comes first; of
/// two that are equal, and of workers, the one that came first.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class TaskQueue(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Backlog tasks = new();
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

            tasks.Add(task);
            return true;
        }
    }

    /// <summary>Takes the next task, or waits for one.</summary>
    /// <returns>A task; null if none came in time. A task that was given is never lost to a late
    /// cancellation.</returns>
    public Task<QueuedTask?> TakeAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            lastPoll = time.GetUtcNow();
            if (tasks.Take() is { } task)
            {
                return Task.FromResult<QueuedTask?>(task);
            }

            if (isClosed || wait <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
            {
                return Task.FromResult<QueuedTask?>(null);
            }

            var waiter = new Waiter();
            var node = waiters.AddLast(waiter);
            waiter.Begin(time, wait, () => Leave(node), cancellationToken);
            return waiter.Task;
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
            return tasks.TakeAll();
        }
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
    }

    private sealed class Waiter
    {
        private readonly TaskCompletionSource<QueuedTask?> source =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private ITimer? timer;
        private CancellationTokenRegistration registration;

        public Task<QueuedTask?> Task => source.Task;

        public void Begin(TimeProvider time, TimeSpan wait, Action leave, CancellationToken cancellationToken)
        {
            void GiveUp()
            {
                leave();
                source.TrySetResult(null);
            }

            timer = time.CreateTimer(_ => GiveUp(), null, wait, Timeout.InfiniteTimeSpan);
            registration = cancellationToken.UnsafeRegister(_ => GiveUp(), null);
            _ = source.Task.ContinueWith(
                _ => End(),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        public bool TryGive(QueuedTask? task) => source.TrySetResult(task);

        private void End()
        {
            timer?.Dispose();
            registration.Unregister();
        }
    }
}
