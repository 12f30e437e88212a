namespace Cairn.Storage.Sqlite.Writing;

/// <summary>A batch that waits for its outcome.</summary>
/// <param name="batch">The batch.</param>
internal sealed class PendingCommit(Batch batch)
{
    // The code after a commit must not run on the writer's thread.
    private readonly TaskCompletionSource<CommitOutcome> answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Batch Batch => batch;

    /// <summary>The number of its changes, of executions and of documents.</summary>
    public int Size => batch.Writes.Count + batch.Deletes.Count + batch.Documents.Count;

    public Task<CommitOutcome> Answer => answer.Task;

    /// <summary>The outcome so far; the caller receives it when the commit has ended.</summary>
    public CommitOutcome Outcome { get; set; }

    /// <summary>
    /// Why there is no outcome: the storage underneath failed, and nothing was written. Null if there is an outcome.
    /// </summary>
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
