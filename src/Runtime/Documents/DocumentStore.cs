using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Storage;
using Google.Protobuf;

namespace Cairn.Runtime.Documents;

/// <summary>Stores values of one kind, one document each.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
/// <param name="store">The store.</param>
/// <param name="kind">The kind of the documents.</param>
/// <param name="parser">Reads a value from its document.</param>
/// <param name="nameOf">The namespace that a value belongs to, and its name within that.</param>
internal sealed class DocumentStore<T>(
    IStore store, string kind, MessageParser<T> parser, Func<T, (string Namespace, string Name)> nameOf)
    where T : class, IMessage<T>
{
    private const int Page = 512;

    /// <summary>All values of a namespace.</summary>
    public async Task<IReadOnlyList<StoredDocument<T>>> ReadAllAsync(
        NamespaceName @namespace, CancellationToken cancellationToken)
    {
        var all = new List<StoredDocument<T>>();
        string? after = null;
        while (true)
        {
            var page = await store.ListDocumentsAsync(kind, @namespace, after, Page, cancellationToken);
            all.AddRange(page.Select(Read));
            if (page.Count < Page)
            {
                return all;
            }

            after = page[^1].Key.Name;
        }
    }

    /// <summary>A value as it is in the store now; null if there is none.</summary>
    /// <exception cref="RpcException">The store failed.</exception>
    public async Task<StoredDocument<T>?> ReadAsync(T thing)
    {
        try
        {
            return await store.FindDocumentAsync(KeyOf(thing)) is { } document ? Read(document) : null;
        }
        catch (StoreException failed)
        {
            throw Refused.ByStore(failed);
        }
    }

    /// <summary>Stores a new value.</summary>
    /// <exception cref="RpcException">The store failed, or the outcome is unknown.</exception>
    public Task<StoredDocument<T>> AddAsync(T thing) =>
        PutAsync(new StoredDocument<T>(thing, Version: 0), thing);

    /// <summary>Replaces a stored value.</summary>
    /// <exception cref="RpcException">The store failed, or the outcome is unknown.</exception>
    public async Task<StoredDocument<T>> PutAsync(StoredDocument<T> former, T thing)
    {
        await CommitAsync(new DocumentWrite(KeyOf(thing), former.Version, thing.ToByteArray()));
        return new StoredDocument<T>(thing, former.Version + 1);
    }

    /// <summary>Deletes a value.</summary>
    /// <exception cref="RpcException">The store failed, or the outcome is unknown.</exception>
    public async Task RemoveAsync(StoredDocument<T> thing)
    {
        try
        {
            await CommitAsync(new DocumentWrite(KeyOf(thing.State), thing.Version, Content: null));
        }
        catch (RpcException)
        {
            // It may be deleted although the answer was lost: this time, or when it was tried before.
            if (await ReadAsync(thing.State) is not null)
            {
                throw;
            }
        }
    }

    private async Task CommitAsync(DocumentWrite write)
    {
        CommitOutcome outcome;
        try
        {
            outcome = await store.CommitAsync(Batch.Of(write));
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            throw Refused.ByStore(caught);
        }

        if (outcome != CommitOutcome.Done)
        {
            throw Refused.Unavailable($"The store could not take the {kind}.");
        }
    }

    private StoredDocument<T> Read(Document document) =>
        new(parser.ParseFrom(document.Content.Span), document.Version);

    private DocumentKey KeyOf(T thing) =>
        new(kind, new NamespaceName(nameOf(thing).Namespace), nameOf(thing).Name);
}
