using System.Buffers.Binary;
using Cairn.Storage.Sqlite.Schema;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// Checks the file before SQLite touches it: opening a file with SQLite can change it, and a file that is not Cairn's
/// must stay as it is.
/// </summary>
internal static class DatabaseFile
{
    // The header of an SQLite file, see sqlite.org/fileformat2.html.
    private const int HeaderSize = 100;
    private const int PageSizeOffset = 16;
    private const int PageCountOffset = 28;
    private const int UserVersionOffset = 60;

    /// <summary>The path without relative parts and links, so that each file has one lock.</summary>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var target = File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true) : null;
        return target?.FullName ?? full;
    }

    /// <summary>
    /// Creates the database if there is none; otherwise checks, without changing a byte, that it can be opened.
    /// </summary>
    public static void Prepare(string path, SchemaVersions schema)
    {
        var log = new FileInfo(path + "-wal");
        var hasLog = log.Exists && log.Length > 0;
        if (File.Exists(path))
        {
            CheckHeader(path, log.Exists, hasLog, schema);
            return;
        }

        if (hasLog)
        {
            throw new StoreException(
                StoreFailure.Corrupt, $"The database '{path}' is gone, but its log '{log.FullName}' is still there.");
        }

        schema.Create(path);
    }

    /// <summary>Checks that a database can be at a path.</summary>
    /// <exception cref="StoreException">It is a folder, or its folder is missing.</exception>
    public static void CheckPlace(string path)
    {
        if (Directory.Exists(path))
        {
            throw new StoreException(
                StoreFailure.NoPlace,
                $"The database '{path}' is a folder; it must be a file, which is created if there is none.");
        }

        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            throw new StoreException(
                StoreFailure.NoPlace,
                $"The folder '{folder}' of the database '{path}' does not exist. Create it, or name another file.");
        }
    }

    /// <summary>The error for a file system that refuses to create or read the file.</summary>
    public static StoreException Unusable(string path, Exception error) => new(
        error is UnauthorizedAccessException ? StoreFailure.NoPlace : StoreFailure.Unavailable,
        $"The database '{path}' cannot be opened: {error.Message}",
        error);

    /// <summary>
    /// Checks that there is more free space than the next commit needs, so that a store on a nearly full disk does not
    /// alternate between working and failing.
    /// </summary>
    /// <exception cref="IOException">There is less than 1 MiB.</exception>
    public static void CheckFreeSpace(string path)
    {
        var trial = path + ".new";
        try
        {
            using var file = Make(trial, FileMode.Create);
            file.Write(new byte[1 << 20]);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(trial);
        }
    }

    /// <summary>Creates a file that only its owner can read, or opens it.</summary>
    public static FileStream Make(string path, FileMode mode, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Refuses a schema that is newer than this version of Cairn.</summary>
    public static void CheckVersion(string path, long version, SchemaVersions schema)
    {
        if (version > schema.Latest)
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"The database '{path}' has schema version {version}, written by a newer Cairn; "
                + $"this one knows versions up to {schema.Latest}.");
        }
    }

    private static void CheckHeader(string path, bool logExists, bool hasLog, SchemaVersions schema)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || !header.StartsWith("SQLite format 3\0"u8))
        {
            var what = file.Length == 0 ? "is empty" : "is not a database";
            throw new StoreException(StoreFailure.NotADatabase, $"'{path}' {what}; it is left as it is.");
        }

        var isComplete = CompletenessMark.Read(header);
        if (isComplete is null)
        {
            throw new StoreException(
                StoreFailure.Foreign, $"'{path}' is an SQLite database of another program; it is left as it is.");
        }

        if (isComplete == false && !logExists)
        {
            throw new StoreException(
                StoreFailure.Corrupt,
                $"The log '{path}-wal' of the database '{path}' is missing: the database was copied or moved without "
                + "it while it was in use, or the log was deleted, so the last commits may be missing. Bring the log "
                + "along. If there is none, an empty file of that name opens the database as it is.");
        }

        CheckVersion(path, BinaryPrimitives.ReadUInt32BigEndian(header[UserVersionOffset..]), schema);
        long pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[PageSizeOffset..]);
        long pages = BinaryPrimitives.ReadUInt32BigEndian(header[PageCountOffset..]);
        var size = pages * (pageSize == 1 ? 1 << 16 : pageSize);
        // With a log the file may be shorter: the rest of it is in the log.
        if (!hasLog && file.Length < size)
        {
            throw new StoreException(
                StoreFailure.Corrupt,
                $"The database '{path}' is truncated: {file.Length} of {size} bytes are there. It is left as it is.");
        }
    }
}
