namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// Makes batches durable: as many as wait, in one transaction of SQLite, and each with an outcome of its own.
/// </summary>
internal sealed class Committer(Database database, Lock door, Checkpointer checkpointer, StoreHealth health)
{
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
            if (!health.HasFailed)
            {
                TryCommit([pending]);
            }
        }
    }

    /// <summary>False if nothing was written, for a reason that may lie in one batch.</summary>
    private bool TryCommit(List<PendingCommit> group)
    {
        try
        {
            lock (door)
            {
                begin.Run();
            }

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
            return false;
        }

        try
        {
            lock (door)
            {
                commit.Run();
            }

            checkpointer.Committed();
        }
        catch (SqliteException error)
        {
            var outcome = error.ProvesRollback ? CommitOutcome.Failed : CommitOutcome.Unknown;
            foreach (var pending in group.Where(pending => pending.Outcome == CommitOutcome.Done))
            {
                pending.Outcome = outcome;
            }

            Undo(error, isFatal: !error.ProvesRollback);
        }

        return true;
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
