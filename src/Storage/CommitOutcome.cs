namespace Cairn.Storage;

/// <summary>What became of a batch.</summary>
public enum CommitOutcome
{
    /// <summary>The batch is durable.</summary>
    Done,

    /// <summary>Nothing of the batch is there, and nothing of it ever will be.</summary>
    Failed,

    /// <summary>
    /// Nobody knows. Whoever hears this must forget what it believes of the batch's executions and read them again.
    /// </summary>
    Unknown,
}
