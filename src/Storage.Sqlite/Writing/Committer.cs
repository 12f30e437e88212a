namespace Cairn.Storage.Sqlite.Writing;

/// <summary>Makes batches durable: all that wait in one transaction of SQLite, each with its own outcome.</summary>
/// <param name="database">The connection that writes.</param>
/// <param name="transactionLock">Held while a transaction begins or ends.</param>
/// <param name="checkpointer">Copies the log.</param>
/// <param name="health">Whether the session may still answer.</param>
/// <param name="files">Files that must still be at their paths when a commit is acknowledged.</param>
internal sealed class Committer(
    Database database,
    Lock transactionLock,
    Checkpointer checkpointer,
    StoreHealth health,
    IReadOnlyList<FileIdentity> files)
{
    // A lock that another program holds for longer is reported to callers as an obstacle.
    private const int LockMilliseconds = 1000;

    private readonly ExecutionTable executions = new(database);
    private readonly JournalTable journal = new(database);
    private readonly DocumentTable documents = new(database);
    private readonly Statement begin = database.Prepare("BEGIN IMMEDIATE");
    private readonly Statement commit = database.Prepare("COMMIT");
    private ExecutionRow?[] rows = new ExecutionRow?[64];

    /// <summary>Sets the outcome of each batch; throws nothing.</summary>
    public void Commit(List<PendingCommit> group)
    {
        if (TryCommit(group) || group.Count == 1)
        {
            return;
        }

        // One of them cannot be written and failed the others with it. Alone, only that one fails.
        foreach (var pending in group)
        {
            pending.Outcome = CommitOutcome.Failed;
            if (!health.HasFailed && !health.IsObstructed)
            {
                TryCommit([pending]);
            }
        }
    }

    /// <summary>Checks whether another program still holds the lock.</summary>
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

    /// <summary>Begins a transaction; throws if another program holds the lock for longer than the wait.</summary>
    private void Begin(int waitMilliseconds)
    {
        try
        {
            lock (transactionLock)
            {
                begin.Run();
            }
        }
        catch (SqliteException error) when (error.IsLock && waitMilliseconds > 0)
        {
            // Outside the transaction lock: readers need not wait for the other program.
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

    /// <summary>False if nothing was written and one of the batches may be the cause.</summary>
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
            lock (transactionLock)
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
            ReplaceDone(group, error.ProvesRollback ? CommitOutcome.Failed : CommitOutcome.Unknown);
            Undo(error, isFatal: !error.ProvesRollback);
        }
        catch (StoreException moved)
        {
            ReplaceDone(group, CommitOutcome.Unknown);
            health.Fail(moved);
        }

        return true;
    }

    private static void ReplaceDone(List<PendingCommit> group, CommitOutcome outcome)
    {
        foreach (var pending in group.Where(pending => pending.Outcome == CommitOutcome.Done))
        {
            pending.Outcome = outcome;
        }
    }

    /// <summary>Sets why a batch was not written, unless it lost a race or is itself at fault.</summary>
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
            damaged.Refusal = health.DamageException(
                error, damaged.Batch is { Writes: [var only], Deletes: [] } ? only.Head.Key : null);
        }
    }

    private void Undo(SqliteException error, bool isFatal)
    {
        if (isFatal)
        {
            // Results on this connection could not be trusted from here on.
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
