namespace Cairn.Tests.Simulation.Machine;

/// <summary>
/// One thread, one clock and one order of things, all from a seed. Everything that happens is an action of a process;
/// which of the actions that are ready comes next is drawn by lot. When none is ready, time goes on.
/// </summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const long LongestRun = 3_000_000;

    private readonly List<(SimProcess Process, Task Action)> ready = [];
    private readonly PriorityQueue<Alarm, (long Ticks, long Number)> alarms = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long ticks;
    private long alarmNumber;
    private int processes;

    public World(int seed, Trace trace)
    {
        Dice = new Dice(seed);
        Trace = trace;
        Nature = new SimProcess(this, "nature");
    }

    /// <summary>All chance.</summary>
    public Dice Dice { get; }

    /// <summary>What happened.</summary>
    public Trace Trace { get; }

    /// <summary>The process that never dies: networks, disks and time itself.</summary>
    public SimProcess Nature { get; }

    /// <summary>Actions so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The first thing that must not be; null as long as there is none.</summary>
    public string? Failure { get; private set; }

    /// <summary>The time that has passed.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(ticks);

    /// <summary>The time of day.</summary>
    public DateTimeOffset Now => Start + Elapsed;

    /// <summary>Something is as it must not be.</summary>
    public void Fail(string text)
    {
        Failure ??= $"{Elapsed} {text}";
        Trace.Note(this, Nature, $"FAILURE: {text}");
    }

    /// <summary>Fails unless something is so.</summary>
    public void Check(bool condition, string otherwise)
    {
        if (!condition)
        {
            Fail(otherwise);
        }
    }

    /// <summary>Has a process do something later; it is not done if the process dies before.</summary>
    public void After(TimeSpan delay, SimProcess process, Action action) =>
        Set(new Alarm(process, action), delay);

    /// <summary>Does all there is to do until something is so, or until it is too late.</summary>
    /// <returns>Whether it is so.</returns>
    public bool Run(Func<bool> until, TimeSpan longest)
    {
        var end = ticks + longest.Ticks;
        while (Failure is null && !until())
        {
            if (Steps > LongestRun)
            {
                Fail("It does not come to rest.");
            }

            if (ticks > end || !Step())
            {
                return false;
            }
        }

        return Failure is null;
    }

    internal int NextProcessNumber() => processes++;

    internal void Ready(SimProcess process, Task action)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            Fail($"{process.Name} has left the one thread:\n{Environment.StackTrace}");
            return;
        }

        ready.Add((process, action));
    }

    internal void Set(Alarm alarm, TimeSpan delay) => alarms.Enqueue(
        alarm, (ticks + Math.Max(delay.Ticks, 0), alarmNumber++));

    private bool Step()
    {
        if (ready.Count == 0 || Dice.Chance(0.01))
        {
            if (!alarms.TryPeek(out _, out var next))
            {
                return ready.Count > 0;
            }

            ticks = Math.Max(ticks, Math.Min(next.Ticks, ready.Count == 0 ? long.MaxValue : ticks + 50_000));
        }

        while (alarms.TryPeek(out var alarm, out var due) && due.Ticks <= ticks)
        {
            alarms.Dequeue();
            alarm.Ring();
        }

        if (ready.Count == 0)
        {
            return true;
        }

        var chosen = Dice.Below(ready.Count);
        var (process, action) = ready[chosen];
        ready[chosen] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        if (process.IsAlive)
        {
            Steps++;
            ticks += 10 + Dice.Below(200);
            Trace.Step(process.Number, chosen, ticks);
            process.Execute(action);
        }

        return true;
    }
}
