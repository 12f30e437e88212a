using Cairn.Engine.Journal;
using Cairn.Engine.Visibility;
using Cairn.Storage;
using Cairn.Tests.Simulation.Checks;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>What survives the death of processes: all batches that were applied, and what follows from them.</summary>
/// <param name="world">The world.</param>
/// <param name="store">What it holds.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="runs">What it holds, as whoever reads it would understand it.</param>
internal sealed class Disk(World world, MemoryStore store, Faults faults, DurableRuns runs)
{
    /// <summary>What the disk holds, as whoever reads it would understand it.</summary>
    public DurableRuns Runs => runs;

    /// <summary>Opens the store for a process.</summary>
    public SimStore Open(SimProcess process) => new(process, this, store, faults);

    /// <summary>Writes a batch, whole.</summary>
    /// <returns>Done, or failed because somebody else was faster with a document.</returns>
    public async ValueTask<CommitOutcome> ApplyAsync(Batch batch)
    {
        var outcome = await store.CommitAsync(batch);
        world.Check(
            outcome == CommitOutcome.Done || batch.Documents.Count > 0, "A node lost a race against itself.");
        if (outcome == CommitOutcome.Done)
        {
            Note(batch);
            Runs.Apply(batch);
            foreach (var write in batch.Documents)
            {
                Runs.Schedules.Apply(write);
            }

            foreach (var write in batch.Writes)
            {
                world.Trace.Written(write.Entry.Span);
            }
        }

        return outcome;
    }

    private void Note(Batch batch)
    {
        if (world.Trace.IsRead)
        {
            foreach (var delete in batch.Deletes)
            {
                world.Trace.Note(world, world.Nature, $"deleted {delete.Key} at version {delete.ExpectedVersion}");
            }

            foreach (var write in batch.Writes)
            {
                var (head, records) = (write.Head, Entry.Parser.ParseFrom(write.Entry.Span).Records);
                world.Trace.Note(
                    world,
                    world.Nature,
                    $"wrote {head.Key} version {head.Version}, status {head.Status}, current {head.IsCurrent}: "
                    + string.Join(", ", records.Select(record => record.FactCase)));
            }
        }
    }

    /// <summary>What is listed is what was written and not taken out.</summary>
    public async Task CheckAsync()
    {
        var all = new ListQuery(new Filter.All([]), ListQuery.NewestFirst, GroupBy: null);
        var heads = await store.ListAsync(new(Wire.Namespace), all, after: null, int.MaxValue);
        var there = heads.Select(head => head.Key.RunId.Value).ToHashSet();
        foreach (var run in Runs.All)
        {
            var key = run.State.Key;
            world.Check(run.IsGone != there.Contains(key.RunId.Value), $"{key} is not where it must be in the store.");
            world.Check(run.IsGone || !run.IsDeleted, $"{key} is deleted, and does not leave the store.");
        }
    }
}
