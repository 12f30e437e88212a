using Cairn.Tests.Simulation.Checks;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>The workers: they die, and others come.</summary>
/// <param name="world">The world.</param>
/// <param name="server">The server.</param>
/// <param name="network">The way to the server.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="ledger">What was done and promised.</param>
/// <param name="dieWithServer">Whether they live in the server's process.</param>
internal sealed class Fleet(
    World world, Server server, Network network, Faults faults, Ledger ledger, bool dieWithServer)
{
    private readonly List<SimProcess> workers = [];

    /// <summary>Keeps some workers running as long as the world lasts.</summary>
    public void Supervise(int count) => world.Nature.Spawn(async () =>
    {
        while (true)
        {
            if (server.HappensNow(faults.WorkerDies) && workers.Count > 0)
            {
                workers[world.Dice.Below(workers.Count)].Kill();
            }

            workers.RemoveAll(worker => !worker.IsAlive);
            while (workers.Count < count && (!dieWithServer || server.Node is not null))
            {
                Begin();
            }

            await world.Nature.DelayAsync(Server.Look);
        }
    });

    private void Begin()
    {
        var process = new SimProcess(world, "worker");
        workers.Add(process);
        if (dieWithServer)
        {
            server.Process!.OnDeath(process.Kill);
        }

        new Worker(process, network, faults, ledger).Begin();
    }
}
