using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>One connection to an SQLite file; used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    // A connection is used by one thread at a time, so SQLite need not lock it.
    private const int NoMutex = 0x8000;
    private const int KeepLogOnCloseOption = 1006;
    private const int PagesWritten = 9;

    private readonly sqlite3 handle;
    private readonly List<Statement> statements = [];

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => this.handle = handle;

    /// <summary>Opens the file; an error in the file shows at the first read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="access">SQLITE_OPEN_READONLY, or SQLITE_OPEN_READWRITE with or without SQLITE_OPEN_CREATE.</param>
    public static Database Open(string path, int access)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, access | NoMutex, null);
        var database = new Database(handle);
        try
        {
            database.Check(code);
            _ = raw.sqlite3_extended_result_codes(handle, 1);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var statement = PrepareOnce(sql);
        statements.Add(statement);
        return statement;
    }

    /// <summary>Prepares a statement that the caller disposes.</summary>
    public Statement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var prepared));
        return new Statement(this, prepared);
    }

    /// <summary>Runs statements that are needed only once.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>The first column of the first row, as a number.</summary>
    public long Query(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    /// <summary>Rolls a transaction back, if SQLite has not already ended it.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(handle) == 0)
        {
            _ = raw.sqlite3_exec(handle, "ROLLBACK");
        }
    }

    /// <summary>Copies pages from the log into the database file.</summary>
    /// <returns>
    /// The result code (SQLITE_BUSY if readers prevented the copy), the pages in the log, and the pages that are
    /// copied.
    /// </returns>
    public (int Code, int InLog, int Copied) Checkpoint(int mode)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(handle, "main", mode, out var inLog, out var copied);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
        {
            throw LastError();
        }

        return (code, inLog, copied);
    }

    /// <summary>The number of pages written since the last call.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(handle, PagesWritten, out var pages, out _, 1);
        return pages;
    }

    /// <summary>Sets whether closing keeps the log, instead of copying it into the file and deleting it.</summary>
    public void KeepLogOnClose(bool keep) =>
        Check(raw.sqlite3_db_config(handle, KeepLogOnCloseOption, keep ? 1 : 0, out _));

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw LastError();
        }
    }

    public SqliteException LastError() =>
        new(raw.sqlite3_extended_errcode(handle), raw.sqlite3_errmsg(handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in statements)
        {
            statement.Dispose();
        }

        handle.Dispose();
    }
}
