namespace Cairn.Storage.Sqlite.Writing;

/// <summary>A batch that waits for its outcome.</summary>
/// <param name="batch">The batch.</param>
internal sealed class PendingCommit(Batch batch)
{
    // The writer must not run what follows a commit: that is the caller's work, on the caller's threads.
    private readonly TaskCompletionSource<CommitOutcome> answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Batch Batch => batch;

    /// <summary>How many changes it has, of executions and of documents.</summary>
    public int Size => batch.Writes.Count + batch.Deletes.Count + batch.Documents.Count;

    public Task<CommitOutcome> Answer => answer.Task;

    /// <summary>What the writer holds true so far; the caller gets it when the commit has ended.</summary>
    public CommitOutcome Outcome { get; set; }

    /// <summary>Why it has no outcome: the storage underneath failed, and nothing was written.</summary>
    public StoreException? Refusal { get; set; }

    public void Tell()
    {
        if (Refusal is { } why)
        {
            Refuse(why);
        }
        else
        {
            answer.SetResult(Outcome);
        }
    }

    public void Refuse(StoreException why) => answer.SetException(why);
}
