using Cairn.Storage.Sqlite;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>A folder for the files of one test, which goes with it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cairn-storage-").FullName;

    public string Database => Path.Combine(folder, "cairn.db");

    public string Log => Database + "-wal";

    /// <summary>The path of every file.</summary>
    public IReadOnlyList<string> Everything => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

    public Task<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(new SqliteStoreOptions { Path = Database });

    /// <summary>Every file with its bytes, but the locks and the index of the log, which hold no data.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() => Directory.GetFiles(folder)
        .Where(file => Path.GetExtension(file) is not (".lock" or ".pid" or ".db-shm"))
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToBase64String(File.ReadAllBytes(file)));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
