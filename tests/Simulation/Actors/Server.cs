using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>The server: a process that dies and is started again, on a disk that stays.</summary>
/// <param name="world">The world.</param>
/// <param name="disk">The disk.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="options">What nodes are made with, beside time, chance and order.</param>
internal sealed class Server(World world, Disk disk, Faults faults, NodeOptions options)
{
    private SimStore? store;

    /// <summary>The process; dead between two lives.</summary>
    public SimProcess? Process { get; private set; }

    /// <summary>The node that takes requests; null if none does.</summary>
    public Node? Node { get; private set; }

    /// <summary>Keeps a server running as long as the world lasts.</summary>
    public void Supervise() => world.Nature.Spawn(async () =>
    {
        while (true)
        {
            if (Process is not { IsAlive: true })
            {
                Begin();
            }
            else if (store!.IsBroken)
            {
                Process.Kill();
            }
            else if (HappensNow(faults.ServerDies))
            {
                Process.Kill();
                await world.Nature.DelayAsync(world.Dice.Skewed(TimeSpan.Zero, TimeSpan.FromSeconds(20)));
            }
            else if (HappensNow(faults.ServerStops) && Node is not null)
            {
                Stop();
            }

            await world.Nature.DelayAsync(Look);
        }
    });

    /// <summary>How often somebody looks after the processes.</summary>
    public static TimeSpan Look => TimeSpan.FromSeconds(0.5);

    /// <summary>Whether what happens some times a minute happens between two looks.</summary>
    public bool HappensNow(double timesAMinute) => world.Dice.Chance(timesAMinute * Look.TotalMinutes);

    /// <summary>Ends the node in peace; its process dies when it is done.</summary>
    public void Stop()
    {
        var (process, node) = (Process!, Node!);
        Node = null;
        world.Trace.Note(world, process, "is told to stop");
        process.Spawn(async () =>
        {
            await node.DisposeAsync();
            world.Trace.Note(world, process, "has stopped");
            world.After(TimeSpan.FromSeconds(1), world.Nature, process.Kill);
        });
        world.After(TimeSpan.FromMinutes(2), world.Nature, () => world.Check(!process.IsAlive, "A node does not end."));
    }

    private void ThrowNowAndThen()
    {
        if (world.Dice.Chance(faults.DecisionThrows))
        {
            throw new SimulatedMistakeException();
        }
    }

    private void Begin()
    {
        var process = new SimProcess(world, "server");
        var opened = disk.Open(process);
        (Process, store) = (process, opened);
        process.OnDeath(() =>
        {
            opened.Lose();
            Node = Process == process ? null : Node;
        });
        process.Spawn(async () =>
        {
            try
            {
                var node = await Node.StartAsync(opened, options with
                {
                    TimeProvider = process.Time,
                    NewId = world.Dice.NewId,
                    Chance = world.Dice.Share,
                    Scheduler = process,
                    BeforeRecord = faults.HasMistakes ? _ => ThrowNowAndThen() : null,
                });
                Node = node;
                world.Trace.Note(world, process, "is up");
            }
            catch (Exception caught) when (caught is Storage.StoreException or RpcException)
            {
                world.Nature.Post(process.Kill);
            }
        });
    }
}
