namespace Cairn.Storage.Sqlite;

/// <summary>Counts what <see cref="StoreStatistics"/> shows. Only the writer counts; any thread may read.</summary>
internal sealed class Counters
{
    private long commits;
    private long batches;
    private long writes;
    private long checkpoints;
    private long fsyncs;

    public StoreStatistics Snapshot => new(
        Volatile.Read(ref commits),
        Volatile.Read(ref batches),
        Volatile.Read(ref writes),
        Volatile.Read(ref checkpoints),
        Volatile.Read(ref fsyncs));

    public void AddCommit(int fsyncsOfIt)
    {
        Volatile.Write(ref commits, commits + 1);
        Volatile.Write(ref fsyncs, fsyncs + fsyncsOfIt);
    }

    public void AddBatch(int writesOfIt)
    {
        Volatile.Write(ref batches, batches + 1);
        Volatile.Write(ref writes, writes + writesOfIt);
    }

    public void AddCheckpoint(int fsyncsOfIt)
    {
        Volatile.Write(ref checkpoints, checkpoints + 1);
        Volatile.Write(ref fsyncs, fsyncs + fsyncsOfIt);
    }
}
