using SQLitePCL;

namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// Copies the log into the database file, on the connection that writes. It runs between commits and delays those that
/// wait. So it runs seldom while there is work, and copies everything when there is none.
/// </summary>
internal sealed class Checkpointer
{
    private readonly Database database;
    private readonly Lock transactionLock;
    private readonly Counters counters;
    private readonly long pagesBetween;
    private long pagesSinceCopy;
    private bool hasLog;

    public Checkpointer(Database database, Lock transactionLock, Counters counters, long bytesBetween)
    {
        this.database = database;
        this.transactionLock = transactionLock;
        this.counters = counters;
        pagesBetween = bytesBetween / database.Query("PRAGMA page_size");
        database.TakePagesWritten();
    }

    /// <summary>Counts a commit and the pages that it added to the log.</summary>
    public void Committed()
    {
        var pages = database.TakePagesWritten();
        if (pages == 0)
        {
            // Every batch of the commit lost its race: SQLite had nothing to write and did not wait for the disk.
            return;
        }

        pagesSinceCopy += pages;
        hasLog = true;
        counters.AddCommit(fsyncsOfIt: 1);
    }

    /// <summary>Copies if the log has grown long; readers continue meanwhile.</summary>
    public void CopyIfLong()
    {
        if (pagesSinceCopy >= pagesBetween)
        {
            Copy(raw.SQLITE_CHECKPOINT_PASSIVE);
        }
    }

    /// <summary>Copies everything and empties the log except for its mark, unless a reader prevents it.</summary>
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
        lock (transactionLock)
        {
            CompletenessMark.Write(database, isComplete: false);
            (code, inLog, copied) = database.Checkpoint(mode);
            CompletenessMark.Write(database, isComplete: true);
        }

        var isComplete = code == raw.SQLITE_OK && inLog == copied;
        // After a copy that a reader prevented, the next one is tried when the log has grown as much again.
        pagesSinceCopy = 0;
        hasLog = !isComplete || mode != raw.SQLITE_CHECKPOINT_TRUNCATE;
        // One for the first mark, the log before the copy, the file after it, and the second mark each. A log that is
        // started again has a new header, which needs one more.
        counters.AddCheckpoint(fsyncsOfIt: isComplete ? 5 : 4);
        database.TakePagesWritten();
    }
}
