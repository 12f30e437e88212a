using System.Globalization;
using System.Text;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// The number of partitions of a store, kept in a document. With another number, executions would be looked for in the
/// wrong partitions, and their timers would not fire.
/// </summary>
internal static class PartitionCount
{
    private static readonly DocumentKey Key = new("node", new NamespaceName(""), "partitions");

    /// <summary>Writes the number to a new store; checks it against a store that has one.</summary>
    /// <exception cref="StoreException">The store was made with another number.</exception>
    public static async Task EnsureAsync(IStore store, int count, CancellationToken cancellationToken)
    {
        if (await store.FindDocumentAsync(Key, cancellationToken) is not { } document)
        {
            var content = Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture));
            var outcome = await store.CommitAsync(Batch.Of(new DocumentWrite(Key, 0, content)), cancellationToken);
            if (outcome != CommitOutcome.Done)
            {
                throw new StoreException(
                    StoreFailure.Unavailable, $"The store did not take the number of its partitions ({outcome}).");
            }

            return;
        }

        var kept = int.Parse(Encoding.ASCII.GetString(document.Content.Span), CultureInfo.InvariantCulture);
        if (kept != count)
        {
            throw new StoreException(
                StoreFailure.OtherPartitions,
                $"{nameof(NodeOptions)}.{nameof(NodeOptions.Partitions)} is {count}, but the database was made with "
                + $"{kept}. The number is fixed for the life of a database: set it to {kept}.");
        }
    }
}
