using SQLitePCL;

namespace Cairn.Storage.Sqlite.Schema;

/// <summary>What this version of Cairn knows of its own database files.</summary>
/// <param name="migrations">Every step, oldest first.</param>
internal sealed class SchemaVersions(params IReadOnlyList<Migration> migrations)
{
    public static SchemaVersions Released { get; } = new(
        new CreateJournalAndExecutions(), new CreateDocuments(), new AddVisibility(), new AddStateTransitions());

    /// <summary>The version that a database has when every step was taken.</summary>
    public int Latest => migrations[^1].Version;

    /// <summary>
    /// Makes a database where there is none. It is built beside its place and moved there when it is complete, so that
    /// a file that lies in the place is never half of a database.
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
            // SQLite gives the log the mode of the file.
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
            // The mode is kept in the file. It comes last: until here, a rollback journal keeps it all in one file.
            database.Execute("PRAGMA journal_mode = WAL");
        }
    }

    /// <summary>Takes the steps that are missing, all or none.</summary>
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
