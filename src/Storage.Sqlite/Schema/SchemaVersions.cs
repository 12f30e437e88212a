using SQLitePCL;

namespace Cairn.Storage.Sqlite.Schema;

/// <summary>The schema versions that this version of Cairn knows.</summary>
/// <param name="migrations">Every step, oldest first.</param>
internal sealed class SchemaVersions(params IReadOnlyList<Migration> migrations)
{
    public static SchemaVersions Released { get; } = new(
        new CreateJournalAndExecutions(), new CreateDocuments(), new AddVisibility(), new AddStateTransitions());

    /// <summary>The version of a database after every step.</summary>
    public int Latest => migrations[^1].Version;

    /// <summary>
    /// Creates a database. It is built under a temporary name and moved to its path when it is complete, so that the
    /// path never holds an incomplete database.
    /// </summary>
    public void Create(string path)
    {
        var draft = path + ".new";
        foreach (var left in (string[])[draft, draft + "-journal", draft + "-wal", draft + "-shm"])
        {
            File.Delete(left);
        }

        try
        {
            // SQLite gives the log the file mode of the database.
            DatabaseFile.Make(draft, FileMode.CreateNew).Dispose();
            Fill(draft);
            File.Move(draft, path);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private void Fill(string draft)
    {
        using (var database = Database.Open(draft, raw.SQLITE_OPEN_READWRITE))
        {
            database.Execute("PRAGMA synchronous = FULL");
            CompletenessMark.Write(database, isComplete: true);
            Migrate(database);
            // The journal mode is stored in the file. It is set last: until then a rollback journal keeps everything in
            // one file.
            database.Execute("PRAGMA journal_mode = WAL");
        }
    }

    /// <summary>Runs the steps that are missing, all or none.</summary>
    public void Migrate(Database database)
    {
        var version = database.Query("PRAGMA user_version");
        var missing = migrations.Where(migration => migration.Version > version).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        try
        {
            database.Execute("BEGIN IMMEDIATE");
            foreach (var migration in missing)
            {
                database.Execute(migration.Sql);
            }

            database.Execute($"PRAGMA user_version = {Latest}");
            database.Execute("COMMIT");
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }
}
