namespace Cairn.Testing.TimeSkipping;

/// <summary>
/// Runs the work of an engine on the thread pool and knows whether any is left. While it is paused, new work waits.
/// </summary>
/// <param name="idle">Called when the last work has ended; it must not block.</param>
internal sealed class WorkScheduler(Action idle) : TaskScheduler
{
    [ThreadStatic]
    private static WorkScheduler? s_running;

    private readonly Lock sync = new();
    private readonly List<Action> held = [];
    private int unfinished;
    private bool isPaused;

    /// <summary>Runs an action; an exception that it throws ends the process.</summary>
    public void Post(Action action)
    {
        lock (sync)
        {
            unfinished++;
            if (isPaused)
            {
                held.Add(action);
                return;
            }
        }

        Begin(action);
    }

    /// <summary>Pauses if no work is left; false if there is some.</summary>
    public bool TryPause()
    {
        lock (sync)
        {
            isPaused = unfinished == 0;
            return isPaused;
        }
    }

    /// <summary>Ends the pause, and runs the work that has come meanwhile.</summary>
    public void Resume()
    {
        Action[] work;
        lock (sync)
        {
            isPaused = false;
            work = [.. held];
            held.Clear();
        }

        foreach (var action in work)
        {
            Begin(action);
        }
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => Post(() => TryExecuteTask(task));

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        s_running == this && TryExecuteTask(task); // On its own threads: the work that runs is counted already.

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Begin(Action action) => ThreadPool.UnsafeQueueUserWorkItem(
        static work => work.Scheduler.Run(work.Action), (Scheduler: this, Action: action), preferLocal: false);

    private void Run(Action action)
    {
        s_running = this;
        action();
        s_running = null;
        bool isIdle;
        lock (sync)
        {
            isIdle = --unfinished == 0;
        }

        if (isIdle)
        {
            idle();
        }
    }
}
