namespace Cairn.Storage;

/// <summary>Counters of a store since it was opened.</summary>
/// <param name="Commits">Commits of the storage underneath; several batches may share one commit.</param>
/// <param name="Batches">Batches that were answered with <see cref="CommitOutcome.Done"/>.</param>
/// <param name="Writes">The writes in those batches.</param>
/// <param name="Checkpoints">How often the log was copied into the database file.</param>
/// <param name="Fsyncs">How often the storage waited for the disk, as far as it can be counted.</param>
public readonly record struct StoreStatistics(long Commits, long Batches, long Writes, long Checkpoints, long Fsyncs);
