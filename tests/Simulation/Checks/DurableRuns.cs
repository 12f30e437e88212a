using Cairn.Protocol;
using Cairn.Storage;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>All runs as the disk has them, checked at every write.</summary>
/// <param name="world">The world.</param>
/// <param name="schedules">Which runs may be started by schedules.</param>
/// <param name="deletions">Which runs may be deleted.</param>
/// <param name="workersAreInProcess">What heads are made for.</param>
internal sealed class DurableRuns(
    World world, DurableSchedules schedules, Deletions deletions, bool workersAreInProcess)
{
    private readonly Dictionary<string, DurableRun> byRunId = [];
    private readonly Dictionary<string, List<DurableRun>> byWorkflowId = [];

    /// <summary>The schedules.</summary>
    public DurableSchedules Schedules => schedules;

    /// <summary>Which of them may be deleted.</summary>
    public Deletions Deletions => deletions;

    /// <summary>All of them, in the order of their birth; those that are gone among them.</summary>
    public List<DurableRun> All { get; } = [];

    /// <summary>One run; null if it is not durable.</summary>
    public DurableRun? Find(string runId) => byRunId.GetValueOrDefault(runId);

    /// <summary>All runs of a workflow id.</summary>
    public IReadOnlyList<DurableRun> Of(string workflowId) => byWorkflowId.GetValueOrDefault(workflowId) ?? [];

    /// <summary>The newest run of a workflow id; null if there never was one.</summary>
    public DurableRun? Newest(string workflowId) => Of(workflowId) is [.., var newest] ? newest : null;

    /// <summary>The open run of a workflow id; null if there is none.</summary>
    public DurableRun? Open(string workflowId) => Of(workflowId).FirstOrDefault(run => run.IsOpen);

    /// <summary>A batch became durable.</summary>
    public void Apply(Batch batch)
    {
        foreach (var (key, version) in batch.Deletes)
        {
            var run = Find(key.RunId.Value)!;
            if (!run.IsDeleted)
            {
                deletions.Deleted(run);
            }

            var wrong = run.Leave(version);
            world.Check(wrong is null, $"{key}: {wrong}");
        }

        foreach (var write in batch.Writes)
        {
            Apply(write);
        }

        foreach (var write in batch.Writes)
        {
            var runs = Of(write.Head.Key.WorkflowId.Value);
            world.Check(
                runs.Count(run => run.IsOpen) <= 1,
                $"{write.Head.Key.WorkflowId} has two open runs: {string.Join("; ", runs.Select(run => run.Head))}");
            world.Check(
                runs.Count(run => run.Head.IsCurrent) == (runs[^1].IsGone ? 0 : 1),
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

        var wasDeleted = run.State?.IsDeleted == true;
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

        if (write.ExpectedVersion == 0 && world.Failure is null)
        {
            schedules.Born(run, this);
        }

        if (run.IsDeleted && !wasDeleted)
        {
            deletions.Deleted(run);
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
