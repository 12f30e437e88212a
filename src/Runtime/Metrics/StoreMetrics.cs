namespace Cairn.Runtime.Metrics;

/// <summary>What stores count, and how large they are.</summary>
internal static class StoreMetrics
{
    static StoreMetrics()
    {
        Instruments.CountOfStore(
            "cairn_commits_total", node => node.Statistics?.Commits, "Transactions made durable.");
        Instruments.CountOfStore(
            "cairn_commit_writes_total", node => node.Statistics?.Writes, "Changes in those transactions.");
        Instruments.CountOfStore("cairn_fsyncs_total", node => node.Statistics?.Fsyncs, "Waits for the disk.");
        Instruments.GaugeOfStore(
            "cairn_database_bytes", node => node.Size?.DatabaseBytes, "The size of the database file.");
        Instruments.GaugeOfStore(
            "cairn_wal_bytes", node => node.Size?.LogBytes, "The size of the database's write-ahead log.");
        Instruments.GaugeOfStore(
            "cairn_disk_free_bytes", node => node.Size?.FreeBytes, "The free space where the database is.");
    }

    /// <summary>Publishes the instruments, once in a process.</summary>
    public static void Publish()
    {
        // The static constructor does it.
    }
}
