namespace Cairn.Storage;

/// <summary>The outcome of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>The batch is durable.</summary>
    Done,

    /// <summary>Nothing of the batch is stored, and nothing of it will be.</summary>
    Failed,

    /// <summary>
    /// It is not known whether the batch is durable. The caller must forget what it holds of the batch's executions and
    /// documents and read them again.
    /// </summary>
    Unknown,
}
