using Cairn.Protocol;
using Cairn.Storage;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>All runs as the disk has them, checked at every write.</summary>
/// <param name="world">The world.</param>
/// <param name="workersAreInProcess">What heads are made for.</param>
internal sealed class DurableRuns(World world, bool workersAreInProcess)
{
    private readonly Dictionary<string, DurableRun> byRunId = [];
    private readonly Dictionary<string, List<DurableRun>> byWorkflowId = [];

    /// <summary>All of them, in the order of their birth.</summary>
    public List<DurableRun> All { get; } = [];

    /// <summary>One run; null if it is not durable.</summary>
    public DurableRun? Find(string runId) => byRunId.GetValueOrDefault(runId);

    /// <summary>All runs of a workflow id.</summary>
    public IReadOnlyList<DurableRun> Of(string workflowId) => byWorkflowId.GetValueOrDefault(workflowId) ?? [];

    /// <summary>The open run of a workflow id; null if there is none.</summary>
    public DurableRun? Open(string workflowId) => Of(workflowId).FirstOrDefault(run => run.State.IsOpen);

    /// <summary>A batch became durable.</summary>
    public void Apply(Batch batch)
    {
        foreach (var write in batch.Writes)
        {
            Apply(write);
        }

        foreach (var write in batch.Writes)
        {
            var runs = Of(write.Head.Key.WorkflowId.Value);
            world.Check(
                runs.Count(run => run.State.IsOpen) <= 1, $"{write.Head.Key.WorkflowId} has two open runs.");
            world.Check(
                runs.Count(run => run.Head.IsCurrent) == 1,
                $"{write.Head.Key.WorkflowId} has not exactly one newest run.");
        }
    }

    private void Apply(ExecutionWrite write)
    {
        var key = write.Head.Key;
        var run = Find(key.RunId.Value) ?? Add(key);
        if (write.Head.IsCurrent)
        {
            foreach (var other in Of(key.WorkflowId.Value).Where(other => other != run && other.Head is not null))
            {
                other.LoseCurrent();
            }
        }

        try
        {
            if (run.Apply(write, workersAreInProcess) is { } wrong)
            {
                world.Fail($"{key}: {wrong}");
            }
        }
        catch (Exception caught)
        {
            world.Fail($"{key}: the journal cannot be read: {caught.Message}");
        }
    }

    private DurableRun Add(ExecutionKey key)
    {
        var run = new DurableRun();
        All.Add(run);
        byRunId.Add(key.RunId.Value, run);
        if (!byWorkflowId.TryGetValue(key.WorkflowId.Value, out var runs))
        {
            byWorkflowId.Add(key.WorkflowId.Value, runs = []);
        }

        runs.Add(run);
        return run;
    }
}
