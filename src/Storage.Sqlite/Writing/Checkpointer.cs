using SQLitePCL;

namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// Copies the log into the database file, on the connection that writes. It is done between commits, so it delays those
/// that wait; hence seldom while there is work, and wholly when there is none.
/// </summary>
internal sealed class Checkpointer
{
    private readonly Database database;
    private readonly Lock door;
    private readonly Counters counters;
    private readonly long pagesBetween;
    private long pagesSinceCopy;
    private bool hasLog;
    private bool logStartsAnew = true;

    public Checkpointer(Database database, Lock door, Counters counters, long bytesBetween)
    {
        this.database = database;
        this.door = door;
        this.counters = counters;
        pagesBetween = bytesBetween / database.Query("PRAGMA page_size");
        database.TakePagesWritten();
    }

    /// <summary>Notes a commit, with what it added to the log.</summary>
    public void Committed()
    {
        var pages = database.TakePagesWritten();
        if (pages == 0)
        {
            // Every batch in it lost its race: SQLite had nothing to write, and waited for no disk.
            return;
        }

        pagesSinceCopy += pages;
        hasLog = true;
        // A log that starts anew has a new header, which is made durable on its own.
        counters.AddCommit(fsyncsOfIt: logStartsAnew ? 2 : 1);
        logStartsAnew = false;
    }

    /// <summary>Copies if the log has grown long; readers go on meanwhile.</summary>
    public void CopyIfLong()
    {
        if (pagesSinceCopy >= pagesBetween)
        {
            Copy(raw.SQLITE_CHECKPOINT_PASSIVE);
        }
    }

    /// <summary>Copies everything and empties the log, unless a reader is in the way.</summary>
    public void Empty()
    {
        if (hasLog)
        {
            Copy(raw.SQLITE_CHECKPOINT_TRUNCATE);
        }
    }

    private void Copy(int mode)
    {
        int code, inLog, copied;
        lock (door)
        {
            (code, inLog, copied) = database.Checkpoint(mode);
        }

        var isComplete = code == raw.SQLITE_OK && inLog == copied;
        // A reader that stood in the way is given time until as much again is in the log.
        pagesSinceCopy = 0;
        logStartsAnew |= isComplete;
        hasLog = !isComplete || mode != raw.SQLITE_CHECKPOINT_TRUNCATE;
        // The log is made durable before it is copied, and the file after.
        counters.AddCheckpoint(fsyncsOfIt: 2);
        database.TakePagesWritten();
    }
}
