namespace Cairn.Storage.Sqlite;

/// <summary>Where and how a <see cref="SqliteStore"/> keeps its data.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>
    /// The database file. It is made if it is not there, and so is its folder. Beside it lie its log (<c>-wal</c>,
    /// <c>-shm</c>: parts of the database, never to be deleted alone) and <c>.lock</c>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>How many reads may run at a time, 1 to 64; 4 by default.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>
    /// How large the log may grow, in bytes, before it is copied into the database file between two commits; at least
    /// 64 KiB, 16 MiB by default. More makes the copying rarer and each of them longer.
    /// </summary>
    public long CheckpointBytes { get; init; } = 16 << 20;

    /// <summary>
    /// How large the database file may grow, in bytes; null, the default, for as large as the disk allows. A batch that
    /// does not fit fails, as it does on a full disk.
    /// </summary>
    public long? MaxBytes { get; init; }

    internal void ThrowIfInvalid()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        ArgumentOutOfRangeException.ThrowIfLessThan(Readers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Readers, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(CheckpointBytes, 64 << 10);
        if (MaxBytes is { } bytes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 64 << 10);
        }
    }
}
