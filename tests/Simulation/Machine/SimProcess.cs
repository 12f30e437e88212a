namespace Cairn.Tests.Simulation.Machine;

/// <summary>
/// An operating-system process of the simulation: a scheduler of its own, so that all that it does ends with it.
/// </summary>
internal sealed class SimProcess : TaskScheduler
{
    private readonly List<Action> onDeath = [];

    public SimProcess(World world, string name)
    {
        World = world;
        Name = name;
        Number = world.NextProcessNumber();
        Time = new SimTime(this);
    }

    public World World { get; }

    public string Name { get; }

    public int Number { get; }

    public SimTime Time { get; }

    public bool IsAlive { get; private set; } = true;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Dies now: nothing of it goes on.</summary>
    public void Kill()
    {
        if (IsAlive)
        {
            IsAlive = false;
            World.Trace.Note(World, this, "dies");
            onDeath.ForEach(action => action());
        }
    }

    /// <summary>Is told when it dies.</summary>
    public void OnDeath(Action action) => onDeath.Add(action);

    /// <summary>Does something soon.</summary>
    public void Post(Action action) => new Task(action).Start(this);

    /// <summary>Begins something that takes time; what it throws is a failure of the run.</summary>
    public void Spawn(Func<Task> work) => Post(() => _ = WatchAsync(work));

    /// <summary>Waits.</summary>
    public Task DelayAsync(TimeSpan time)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        World.After(time, this, source.SetResult);
        return source.Task;
    }

    internal void Execute(Task action) => TryExecuteTask(action);

    protected override void QueueTask(Task task) => World.Ready(this, task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private async Task WatchAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception caught)
        {
            World.Fail($"{Name}: {caught}");
        }
    }
}
