using Cairn.Api.Common.V1;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>Which runs may be deleted: those that somebody wanted gone, and those that were kept long enough.</summary>
/// <param name="world">The world.</param>
/// <param name="retention">How long closed runs are kept; null if that is longer than the simulation.</param>
internal sealed class Deletions(World world, TimeSpan? retention)
{
    private readonly HashSet<string> asked = [];

    /// <summary>How long closed runs are kept; null if that is longer than the simulation.</summary>
    public TimeSpan? Retention => retention;

    /// <summary>Somebody asks for it.</summary>
    public void Ask(WorkflowExecution execution) =>
        asked.Add(execution.RunId.Length > 0 ? execution.RunId : execution.WorkflowId);

    /// <summary>A run is deleted, and that is durable.</summary>
    public void Deleted(DurableRun run)
    {
        var key = run.State.Key;
        var isOver = run.State.CloseEvent?.EventTime.ToDateTimeOffset() <= world.Now - retention;
        world.Check(
            isOver || asked.Contains(key.RunId.Value) || asked.Contains(key.WorkflowId.Value),
            $"{key} is deleted; nobody asked for it, and it was not kept long enough.");
    }
}
