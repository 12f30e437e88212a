namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// Makes batches durable: as many as wait, in one transaction of SQLite, and each with an outcome of its own.
/// </summary>
/// <param name="database">The connection that writes.</param>
/// <param name="door">Held when a transaction begins or ends.</param>
/// <param name="checkpointer">Copies the log.</param>
/// <param name="health">Whether the session may still answer.</param>
/// <param name="files">What must still be in its place when a commit is acknowledged.</param>
internal sealed class Committer(
    Database database, Lock door, Checkpointer checkpointer, StoreHealth health, IReadOnlyList<FileIdentity> files)
{
    // Another program that holds the lock for longer is an obstacle that callers hear of.
    private const int LockMilliseconds = 1000;

    private readonly ExecutionTable executions = new(database);
    private readonly JournalTable journal = new(database);
    private readonly DocumentTable documents = new(database);
    private readonly Statement begin = database.Prepare("BEGIN IMMEDIATE");
    private readonly Statement commit = database.Prepare("COMMIT");
    private ExecutionRow?[] rows = new ExecutionRow?[64];

    /// <summary>Sets the outcome of each; throws nothing.</summary>
    public void Commit(List<PendingCommit> group)
    {
        if (TryCommit(group) || group.Count == 1)
        {
            return;
        }

        // One of them cannot be written, and took the others with it. Alone, only that one fails.
        foreach (var pending in group)
        {
            pending.Outcome = CommitOutcome.Failed;
            if (!health.HasFailed && !health.IsObstructed)
            {
                TryCommit([pending]);
            }
        }
    }

    /// <summary>Looks whether another program is still in the way.</summary>
    public void Probe()
    {
        try
        {
            Begin(waitMilliseconds: 0);
            database.Rollback();
        }
        catch (SqliteException error) when (error.IsLock)
        {
            health.Obstruct(error);
        }
    }

    /// <summary>Begins a transaction, or gives up after a while because another program holds the lock.</summary>
    private void Begin(int waitMilliseconds)
    {
        try
        {
            lock (door)
            {
                begin.Run();
            }
        }
        catch (SqliteException error) when (error.IsLock && waitMilliseconds > 0)
        {
            // Outside the door: readers need not wait for the other program.
            database.Execute($"PRAGMA busy_timeout = {waitMilliseconds}");
            try
            {
                begin.Run();
            }
            finally
            {
                database.Execute("PRAGMA busy_timeout = 0");
            }
        }

        health.Clear();
    }

    /// <summary>False if nothing was written, for a reason that may lie in one batch.</summary>
    private bool TryCommit(List<PendingCommit> group)
    {
        try
        {
            Begin(LockMilliseconds);
            foreach (var pending in group)
            {
                pending.Outcome = TryWrite(pending.Batch) ? CommitOutcome.Done : CommitOutcome.Failed;
            }
        }
        catch (SqliteException error)
        {
            foreach (var pending in group)
            {
                pending.Outcome = CommitOutcome.Failed;
            }

            Undo(error, isFatal: !error.IsHarmless);
            Explain(group, error);
            return false;
        }

        try
        {
            lock (door)
            {
                commit.Run();
            }

            checkpointer.Committed();
            foreach (var file in files)
            {
                file.Check();
            }
        }
        catch (SqliteException error)
        {
            Doubt(group, error.ProvesRollback ? CommitOutcome.Failed : CommitOutcome.Unknown);
            Undo(error, isFatal: !error.ProvesRollback);
        }
        catch (StoreException moved)
        {
            Doubt(group, CommitOutcome.Unknown);
            health.Fail(moved);
        }

        return true;
    }

    private static void Doubt(List<PendingCommit> group, CommitOutcome outcome)
    {
        foreach (var pending in group.Where(pending => pending.Outcome == CommitOutcome.Done))
        {
            pending.Outcome = outcome;
        }
    }

    /// <summary>Says why a batch was not written, if that is neither a lost race nor its own fault.</summary>
    private void Explain(List<PendingCommit> group, SqliteException error)
    {
        if (error.IsLock)
        {
            var why = health.Obstruct(error);
            foreach (var pending in group)
            {
                pending.Refusal = why;
            }
        }
        else if (error.IsDamage && group is [var damaged])
        {
            damaged.Refusal = health.Complaint(
                error, damaged.Batch is { Writes: [var only], Deletes: [] } ? only.Head.Key : null);
        }
    }

    private void Undo(SqliteException error, bool isFatal)
    {
        if (isFatal)
        {
            // Nothing that is done on this connection from here on could be believed.
            health.Fail(error);
            return;
        }

        try
        {
            database.Rollback();
            executions.Forget();
            journal.Forget();
        }
        catch (SqliteException second)
        {
            health.Fail(second);
        }
    }

    /// <summary>
    /// All versions are checked before anything is written: a batch that lost a race leaves no trace.
    /// </summary>
    private bool TryWrite(Batch batch)
    {
        var writes = batch.Writes;
        if (rows.Length < writes.Count)
        {
            rows = new ExecutionRow?[writes.Count];
        }

        for (var i = 0; i < writes.Count; i++)
        {
            rows[i] = executions.Find(writes[i].Head.Key);
            if ((rows[i]?.Version ?? 0) != writes[i].ExpectedVersion)
            {
                return false;
            }
        }

        if (batch.Documents.Any(write => documents.VersionOf(write.Key) != write.ExpectedVersion))
        {
            return false;
        }

        if (batch.Deletes.Any(delete => executions.Find(delete.Key)?.Version != delete.ExpectedVersion))
        {
            return false;
        }

        foreach (var delete in batch.Deletes)
        {
            Delete(executions.Find(delete.Key)!);
        }

        for (var i = 0; i < writes.Count; i++)
        {
            var (head, _, entry) = writes[i];
            var last = rows[i]?.LastEntry;
            executions.Write(head, rows[i], entry.IsEmpty ? last : journal.Append(last, entry.Span));
        }

        foreach (var write in batch.Documents)
        {
            documents.Write(write);
        }

        return true;
    }

    private void Delete(ExecutionRow row)
    {
        if (row.LastEntry is { } newest)
        {
            journal.DeleteChain(newest);
        }

        executions.Delete(row);
    }
}
