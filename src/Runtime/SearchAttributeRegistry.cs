using System.Collections.Immutable;
using Cairn.Api.Enums.V1;
using Cairn.Api.OperatorService.V1;
using Cairn.Engine.Visibility;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Storage;
using Google.Protobuf;

namespace Cairn.Runtime;

/// <summary>
/// The search attributes of namespaces. Those that an operator added are in the store, one document for each namespace.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="shared">The search attributes that every namespace has beside those of the system.</param>
internal sealed class SearchAttributeRegistry(IStore store, IReadOnlyDictionary<string, IndexedValueType> shared)
{
    private const string Kind = "search-attributes";
    private const int Page = 1_000;

    private ImmutableDictionary<NamespaceName, SearchAttributeTypes> types =
        ImmutableDictionary<NamespaceName, SearchAttributeTypes>.Empty;

    /// <summary>Reads the stored search attributes; must end before the first request.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        while (await store.ListDocumentsAsync(Kind, new(""), after, Page, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var document in page)
            {
                Set(new NamespaceName(document.Key.Name), Read(document));
            }

            after = page[^1].Key.Name;
        }
    }

    /// <summary>The search attributes of a namespace.</summary>
    public SearchAttributeTypes Of(NamespaceName @namespace) =>
        ImmutableInterlocked.GetOrAdd(ref types, @namespace, name => new SearchAttributeTypes(name.Value, shared));

    /// <summary>Changes the search attributes of a namespace; durable when it is done.</summary>
    /// <exception cref="RpcException">The store cannot be written.</exception>
    public async Task ChangeAsync(
        NamespaceName @namespace,
        Func<ImmutableDictionary<string, IndexedValueType>, ImmutableDictionary<string, IndexedValueType>> change)
    {
        const int attempts = 10;
        var key = new DocumentKey(Kind, new(""), @namespace.Value);
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var document = await store.FindDocumentAsync(key);
            var changed = change(document is null ? shared.ToImmutableDictionary() : Read(document));
            var content = new ListSearchAttributesResponse { CustomAttributes = { changed } }.ToByteArray();
            var batch = Batch.Of(new DocumentWrite(key, document?.Version ?? 0, content));
            if (await store.CommitAsync(batch) == CommitOutcome.Done)
            {
                Set(@namespace, changed);
                return;
            }
        }

        throw new RpcException(RpcException.StatusCode.Unavailable, "The search attributes could not be written.");
    }

    private void Set(NamespaceName @namespace, ImmutableDictionary<string, IndexedValueType> custom) =>
        ImmutableInterlocked.Update(
            ref types, all => all.SetItem(@namespace, new SearchAttributeTypes(@namespace.Value, custom)));

    private ImmutableDictionary<string, IndexedValueType> Read(Document document) =>
        shared.ToImmutableDictionary().SetItems(
            ListSearchAttributesResponse.Parser.ParseFrom(document.Content.Span).CustomAttributes);
}
