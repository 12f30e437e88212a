using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Storage.Sqlite;

/// <summary>The path and settings of a <see cref="SqliteStore"/>.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>
    /// The database file. It is created if there is none, readable by its owner only; its folder must exist. Beside it
    /// are its log (<c>-wal</c>, <c>-shm</c>: parts of the database, never to be deleted alone), <c>.lock</c> and,
    /// while it is open, <c>.pid</c>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>How many reads may run at the same time, 1 to 64. Default: 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>
    /// How large the log may grow, in bytes, before it is copied into the database file between two commits; at least
    /// 64 KiB. Default: 16 MiB. With a larger value copies are rarer and take longer.
    /// </summary>
    public long CheckpointBytes { get; init; } = 16 << 20;

    /// <summary>
    /// How large the database file may grow, in bytes. Default: null, no limit other than the disk. A batch that does
    /// not fit fails, as on a full disk.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>The clock for the wait before the store opens the file again. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Receives a log line when the store becomes unusable and when it can be used again. Default: no log.
    /// </summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <exception cref="ArgumentException">An option is out of range; the message names it and the range.</exception>
    internal void ThrowIfInvalid()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        Require(Readers is >= 1 and <= 64, nameof(Readers), Readers, "1 to 64");
        Require(CheckpointBytes >= 64 << 10, nameof(CheckpointBytes), CheckpointBytes, "at least 65536");
        Require(MaxBytes is null or >= 64 << 10, nameof(MaxBytes), MaxBytes, "at least 65536, or null");
    }

    private static void Require(bool isInRange, string option, object? value, string range)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}, not {value}.");
        }
    }
}
