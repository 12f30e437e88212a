using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>Changes that become durable together or not at all.</summary>
/// <param name="Partition">
/// The partition that writes; only it writes to its executions. <see cref="NoPartition"/> is allowed for a batch that
/// has documents only.
/// </param>
/// <param name="Writes">At most one write for each execution, in the order in which they were decided.</param>
public sealed record Batch(int Partition, IReadOnlyList<ExecutionWrite> Writes)
{
    /// <summary>The <see cref="Partition"/> of a batch that no partition writes.</summary>
    public const int NoPartition = -1;

    /// <summary>Executions to delete: head, journal and everything that lists show. Default: none.</summary>
    public IReadOnlyList<ExecutionDelete> Deletes { get; init; } = [];

    /// <summary>At most one write for each document. Default: none.</summary>
    public IReadOnlyList<DocumentWrite> Documents { get; init; } = [];

    /// <summary>
    /// A batch of documents only. Any caller may commit it at any time; a caller that names an outdated version loses.
    /// </summary>
    public static Batch Of(params IReadOnlyList<DocumentWrite> documents) =>
        new(NoPartition, []) { Documents = documents };

    /// <summary>Checks the rules that every store relies on, before anything is written.</summary>
    /// <exception cref="ArgumentException">
    /// A write is of another partition, does not raise the version by one, or is the second change of its execution or
    /// document; or a document has no name, or one that is not there is deleted.
    /// </exception>
    public void ThrowIfInvalid()
    {
        ThrowIfInvalidExecutions();
        ThrowIfInvalidDocuments();
    }

    private void ThrowIfInvalidExecutions()
    {
        var changes = Writes.Count + Deletes.Count;
        var keys = changes > 1 ? new HashSet<ExecutionKey>(changes) : null;
        foreach (var (head, expectedVersion, _) in Writes)
        {
            if (head.Partition != Partition)
            {
                throw new ArgumentException(
                    $"{head.Key} is of partition {head.Partition}, not of partition {Partition} that writes it.");
            }

            if (expectedVersion < 0 || head.Version != expectedVersion + 1)
            {
                throw new ArgumentException(
                    $"{head.Key}: version {head.Version} cannot follow version {expectedVersion}.");
            }

            if (keys?.Add(head.Key) == false)
            {
                throw new ArgumentException($"{head.Key} is written twice in one batch.");
            }
        }

        foreach (var (key, expectedVersion) in Deletes)
        {
            if (expectedVersion < 1)
            {
                throw new ArgumentException($"{key}: version {expectedVersion} cannot be deleted.");
            }

            if (keys?.Add(key) == false)
            {
                throw new ArgumentException($"{key} is changed twice in one batch.");
            }
        }
    }

    private void ThrowIfInvalidDocuments()
    {
        var keys = Documents.Count > 1 ? new HashSet<DocumentKey>(Documents.Count) : null;
        foreach (var (key, expectedVersion, content) in Documents)
        {
            if (key.Name.Length == 0)
            {
                throw new ArgumentException($"A document of kind {key.Kind} has no name.");
            }

            if (expectedVersion < (content is null ? 1 : 0))
            {
                throw new ArgumentException($"{key}: nothing can follow version {expectedVersion}.");
            }

            if (keys?.Add(key) == false)
            {
                throw new ArgumentException($"{key} is written twice in one batch.");
            }
        }
    }
}

/// <summary>The change of one execution: entries for its journal, and its new head.</summary>
/// <param name="Head">The head as it is after this write.</param>
/// <param name="ExpectedVersion">
/// The version of the stored head that this write builds on; 0 makes a new execution. If the stored version differs, or
/// if a new execution exists already, the whole batch fails.
/// </param>
/// <param name="Entry">
/// What is appended to the journal, as one entry; empty if only the head changes. The memory must stay as it is until
/// the commit is answered; the store keeps no reference to it after that.
/// </param>
public sealed record ExecutionWrite(ExecutionHead Head, long ExpectedVersion, ReadOnlyMemory<byte> Entry);
