using Cairn.Tests.Simulation.Actors;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>What a node has in memory is the fold of what is on the disk.</summary>
internal static class MemoryChecks
{
    /// <summary>Compares all runs, once everything that was decided is durable.</summary>
    public static async Task CheckAsync(World world, Server server, DurableRuns runs)
    {
        while (server.Node is null)
        {
            await world.Nature.DelayAsync(Server.Look);
        }

        var node = server.Node;
        foreach (var run in runs.All.ToList())
        {
            if (run.IsGone)
            {
                var isThere = await node.AskAsync(run.State.Key, scope => scope.RunEvenIfDeleted is not null);
                world.Check(!isThere, $"{run.State.Key} was taken out of the store, and is there.");
                continue;
            }

            var memory = await node.AskAsync(run.State.Key, scope => scope.Run!.State);
            var (inMemory, onDisk) = (StateText.Of(memory), StateText.Of(run.State));
            world.Check(inMemory == onDisk, $"In memory is\n{inMemory}\non the disk is\n{onDisk}");
        }
    }
}
