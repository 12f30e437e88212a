using Cairn.Runtime.Metrics;

namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// A queue of tasks that wait for workers, or of polls that wait for tasks; never both. Tasks are ordered by priority,
/// then by age; polls by age.
/// </summary>
/// <param name="key">Identifies it.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">The labels of its measurements; null for none.</param>
internal sealed class TaskQueue(TaskQueueKey key, TimeProvider time, NodeMetrics? metrics)
{
    private readonly Lock sync = new();
    private readonly Backlog tasks = new();
    private readonly LinkedList<Waiter> waiters = [];
    private readonly RecentRate added = new(time);
    private readonly RecentRate taken = new(time);
    private DateTimeOffset lastPoll = DateTimeOffset.MinValue;
    private DateTimeOffset lastPromise = DateTimeOffset.MinValue;
    private bool isClosed;
    private volatile bool isSticky;
    private LabelSet? labels;

    /// <summary>Its recent pollers.</summary>
    public PollerHistory Pollers { get; } = new(time);

    /// <summary>Its backlog and its rates.</summary>
    public QueueLoad Load
    {
        get
        {
            lock (sync)
            {
                var age = time.GetUtcNow() - (tasks.Oldest ?? time.GetUtcNow());
                return new QueueLoad(tasks.Count, age, added.PerSecond(), taken.PerSecond());
            }
        }
    }

    /// <summary>When a worker last polled; now, while a poll waits.</summary>
    public DateTimeOffset LastPoll
    {
        get
        {
            lock (sync)
            {
                return waiters.Count > 0 ? time.GetUtcNow() : lastPoll;
            }
        }
    }

    /// <summary>When a worker last announced a poll.</summary>
    public DateTimeOffset LastPromise
    {
        get
        {
            lock (sync)
            {
                return lastPromise;
            }
        }
    }

    /// <summary>Whether it belongs to one worker.</summary>
    public bool IsSticky
    {
        get => isSticky;
        set
        {
            if (isSticky != value)
            {
                isSticky = value;
                labels = null;
            }
        }
    }

    /// <summary>How many polls wait for a task.</summary>
    public int WaitingPolls
    {
        get
        {
            lock (sync)
            {
                return waiters.Count;
            }
        }
    }

    private LabelSet? Labels => labels ??= metrics?.Of(key, isSticky);

    /// <summary>Records that a worker is about to poll.</summary>
    public void Expect()
    {
        lock (sync)
        {
            lastPromise = time.GetUtcNow();
        }
    }

    /// <summary>Whether it has tasks and no recent poll.</summary>
    /// <param name="silence">How long ago the last poll must be, at least.</param>
    public bool IsUnpolled(TimeSpan silence)
    {
        lock (sync)
        {
            return tasks.Count > 0 && waiters.Count == 0 && !isClosed
                && (lastPoll == DateTimeOffset.MinValue || time.GetUtcNow() - lastPoll >= silence);
        }
    }

    /// <summary>Whether it has tasks that a worker is expected to take.</summary>
    /// <param name="silence">How long a queue waits without a poll, until no worker is expected.</param>
    public bool IsServed(TimeSpan silence)
    {
        lock (sync)
        {
            var latest = tasks.Oldest > lastPoll ? tasks.Oldest : lastPoll;
            return tasks.Count > 0 && time.GetUtcNow() - latest < silence;
        }
    }

    /// <summary>Gives a task to the poll that waits longest, or adds it to the backlog.</summary>
    /// <returns>False if the queue is closed.</returns>
    public bool TryOffer(QueuedTask task)
    {
        lock (sync)
        {
            if (isClosed)
            {
                return false;
            }

            added.Count();
            while (waiters.First is { } first)
            {
                waiters.RemoveFirst();
                if (first.Value.TryGive(task))
                {
                    Take(TimeSpan.Zero, isSync: true);
                    return true;
                }
            }

            tasks.Add(task, time.GetUtcNow());
            return true;
        }
    }

    /// <summary>Takes the next task, or waits for one.</summary>
    /// <returns>A task; null if none came in time. A task that was given is never lost to a late
    /// cancellation.</returns>
    public Task<QueuedTask?> TakeAsync(PollerKey poller, TimeSpan wait, CancellationToken cancellationToken)
    {
        lock (sync)
        {
            lastPoll = time.GetUtcNow();
            if (tasks.Take() is { } first)
            {
                Take(time.GetUtcNow() - first.Since, isSync: false);
                return Task.FromResult<QueuedTask?>(first.Task);
            }

            if (isClosed || wait <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
            {
                QueueMetrics.EndEmpty(Labels);
                return Task.FromResult<QueuedTask?>(null);
            }

            var waiter = new Waiter(poller);
            var node = waiters.AddLast(waiter);
            return WaitAsync(node, wait, cancellationToken);
        }
    }

    /// <summary>Ends the polls of a worker that stops: they answer without a task.</summary>
    public void EndPolls(PollerKey poller)
    {
        lock (sync)
        {
            foreach (var waiter in waiters.Where(waiter => waiter.Poller == poller).ToList())
            {
                waiters.Remove(waiter);
                waiter.TryGive(null);
            }
        }
    }

    /// <summary>Closes the queue: it accepts no more tasks, and its polls end without a task.</summary>
    /// <returns>The tasks that no worker took.</returns>
    public IReadOnlyList<QueuedTask> Close()
    {
        lock (sync)
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

    private void Take(TimeSpan waited, bool isSync)
    {
        taken.Count();
        QueueMetrics.Take(key.Kind, Labels, waited, isSync);
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
        lock (sync)
        {
            if (node.List is not null)
            {
                waiters.Remove(node);
                lastPoll = time.GetUtcNow();
            }
        }

        if (node.Value.TryGive(null))
        {
            QueueMetrics.EndEmpty(Labels);
        }
    }

    private sealed class Waiter(PollerKey poller)
    {
        private readonly TaskCompletionSource<QueuedTask?> source =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public PollerKey Poller => poller;

        public Task<QueuedTask?> Task => source.Task;

        public bool TryGive(QueuedTask? task) => source.TrySetResult(task);
    }
}
