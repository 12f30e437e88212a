using Cairn.Runtime;
using Cairn.Storage;
using Cairn.Tests.Simulation.Actors;
using Cairn.Tests.Simulation.Checks;
using Cairn.Tests.Simulation.Machine;
using Google.Protobuf;

namespace Cairn.Tests.Simulation;

/// <summary>
/// One run of the simulation: a server, workers and clients, some time with faults, then none until everything has come
/// to its end. All of it follows from the seed.
/// </summary>
internal sealed class SeedRun
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromHours(4);

    private readonly World world;
    private readonly Faults faults;
    private readonly Disk disk;
    private readonly Server server;
    private readonly Network network;
    private readonly Ledger ledger;
    private readonly NodeOptions options;
    private readonly List<Client> clients = [];
    private readonly List<Scheduler> schedulers = [];
    private readonly DurableSchedules schedules;
    private readonly Fleet fleet;
    private readonly int workflows;
    private readonly TimeSpan? retention;

    private SeedRun(int seed, Action<string>? write)
    {
        world = new World(seed, new Trace(write));
        var dice = world.Dice;
        faults = Faults.Draw(dice, new Dice(~seed));
        options = new NodeOptions
        {
            LoggerFactory = new MistakeLog(world),
            Partitions = dice.Of(1, 1, 2, 3),
            WorkersAreInProcess = dice.Chance(0.2),
            CachedExecutions = dice.Of(1, 3, 10_000),
            TimerHorizon = dice.Of(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1)),
            LazyCommit = dice.Of(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(2)),
        };
        workflows = dice.Of(1, 3, 8);
        retention = dice.Chance(0.3) ? dice.Of(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1)) : null;
        schedules = new DurableSchedules(world);
        var deletions = new Deletions(world, retention);
        var runs = new DurableRuns(world, schedules, deletions, options.WorkersAreInProcess);
        disk = new Disk(world, StoreOf(retention), faults, runs);
        server = new Server(world, disk, faults, options);
        network = new Network(world, server, faults);
        ledger = new Ledger(world, disk.Runs);
        fleet = new Fleet(world, server, network, faults, ledger, options.WorkersAreInProcess);
    }

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="write">Takes the trace; null if nobody reads it.</param>
    public static SeedResult Of(int seed, Action<string>? write = null)
    {
        var run = new SeedRun(seed, write);
        try
        {
            run.Run();
        }
        catch (Exception caught)
        {
            run.world.Fail(caught.ToString());
        }

        return new SeedResult(seed, run.world.Steps, run.world.Trace.Hash, run.world.Failure);
    }

    /// <summary>A store whose namespace keeps closed runs for a shorter time than anybody could ask for.</summary>
    private static MemoryStore StoreOf(TimeSpan? retention)
    {
        var store = new MemoryStore();
        if (retention is { } kept)
        {
            var content = NamespaceView.New(Wire.Namespace, kept).ToByteArray();
            var key = new DocumentKey("namespace", new(""), Wire.Namespace);
            store.CommitAsync(Batch.Of(new DocumentWrite(key, ExpectedVersion: 0, content))).AsTask().Wait();
        }

        return store;
    }

    private void Run()
    {
        server.Supervise();
        fleet.Supervise(world.Dice.Of(1, 2, 3));
        for (var i = world.Dice.Of(1, 2, 4); i > 0; i--)
        {
            var client = new Client(new Caller(new SimProcess(world, "client"), network), ledger, workflows);
            clients.Add(client);
            world.Nature.Spawn(client.RunAsync);
        }

        for (var i = world.Dice.Of(0, 0, 1, 2); i > 0; i--)
        {
            var scheduler = new Scheduler(new Caller(new SimProcess(world, "scheduler"), network), schedules);
            schedulers.Add(scheduler);
            world.Nature.Spawn(scheduler.RunAsync);
        }

        world.Run(() => false, world.Dice.Between(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(180)));
        Heal();
        if (world.Failure is null)
        {
            End();
        }
    }

    /// <summary>Nothing goes wrong any more: whatever was begun comes to its end.</summary>
    private void Heal()
    {
        world.Trace.Note(world, world.Nature, "faults cease");
        faults.Cease();
        clients.ForEach(client => client.IsDone = true);
        schedulers.ForEach(scheduler => scheduler.IsDone = true);
        if (faults.HasMistakes)
        {
            server.Process?.Kill(); // What was set aside goes on when the server is started again.
        }

        world.Nature.Spawn(SignalTheOpenAsync);
        if (schedulers.Count > 0)
        {
            world.Run(() => false, TimeSpan.FromMinutes(1));
            schedules.CheckTimely();
            world.Nature.Spawn(schedulers[0].PauseAsync);
        }

        RunUntilOver();
    }

    private void RunUntilOver()
    {
        if (!world.Run(IsOver, WaitLimit) && world.Failure is null)
        {
            var open = disk.Runs.All.Find(run => run.IsOpen);
            world.Fail(open is null
                ? $"There are schedules that have always more to start: {string.Join(", ", schedules.All)}"
                : $"{open.State.Key} is open for ever: {StateText.Of(open.State)}");
        }
    }

    private bool IsOver() => disk.Runs.All.TrueForAll(run => !run.IsOpen) && schedules.AreQuiet;

    private async Task SignalTheOpenAsync()
    {
        var client = new Client(new Caller(new SimProcess(world, "finisher"), network), ledger, workflows);
        while (true)
        {
            foreach (var run in disk.Runs.All.Where(WaitsForNobodyElse).ToList())
            {
                await client.SignalAsync(run.State.Key.WorkflowId.Value, run.State.Key.RunId.Value);
            }

            foreach (var run in disk.Runs.All.Where(WaitsForRemoved).ToList())
            {
                await client.TerminateAsync(run.State.Key.WorkflowId.Value);
            }

            await world.Nature.DelayAsync(TimeSpan.FromSeconds(15));
        }
    }

    private bool WaitsForRemoved(DurableRun run) =>
        Families.WaitsForRemovedChild(disk.Runs, run) || Families.IsHeldForRemovedParent(disk.Runs, run);

    // What waits for the server is left alone: a signal would wake a run that the server has forgotten.
    private bool WaitsForNobodyElse(DurableRun run) => run.IsOpen && run.State is
    {
        Task: null,
        Timers.IsEmpty: true,
        Activities.IsEmpty: true,
        Children.IsEmpty: true,
        Externals.IsEmpty: true,
    } && !Families.EndsWithParent(disk.Runs, run);

    private void End()
    {
        // What was begun is over: late messages, and their answers; and what has been kept long enough goes.
        // A late request may start a workflow, which comes to its end as well.
        for (world.Run(() => false, TimeSpan.FromMinutes(1)); world.Failure is null && !IsOver();)
        {
            RunUntilOver();
            world.Run(() => false, TimeSpan.FromMinutes(1));
        }

        if (retention is { } kept)
        {
            world.Run(() => false, kept + TimeSpan.FromMinutes(2));
            var left = disk.Runs.All.Find(run => !run.IsGone);
            world.Check(left is null, $"{left?.State.Key ?? default} is kept for ever.");
        }

        foreach (var run in disk.Runs.All)
        {
            FinalChecks.Check(world, run, options.WorkersAreInProcess);
        }

        Families.Check(world, disk.Runs);
        schedules.CheckAtEnd();
        var isCompared = false;
        world.Nature.Spawn(async () =>
        {
            await disk.CheckAsync();
            await MemoryChecks.CheckAsync(world, server, disk.Runs);
            isCompared = true;
        });
        if (!world.Run(() => isCompared, TimeSpan.FromMinutes(5)))
        {
            world.Fail("The memory of the node could not be compared with the disk.");
        }
    }
}

/// <summary>What came of a run.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Steps">How many actions the scheduler ran.</param>
/// <param name="Hash">Tells it apart from any other run.</param>
/// <param name="Failure">What must not be; null if there is nothing.</param>
internal sealed record SeedResult(int Seed, long Steps, ulong Hash, string? Failure);
