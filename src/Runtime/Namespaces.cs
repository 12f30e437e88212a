using System.Collections.Concurrent;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Rules;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Storage;
using Google.Protobuf;

namespace Cairn.Runtime;

/// <summary>
/// The namespaces of a node: documents of the store, all of them also in memory, for every request asks for one.
/// </summary>
/// <param name="store">The store.</param>
internal sealed class Namespaces(IStore store)
{
    /// <summary>The shortest time that closed workflows may be kept (namespaceMinRetentionLocal).</summary>
    public static readonly TimeSpan ShortestRetention = TimeSpan.FromHours(1);

    /// <summary>How long they are kept where nobody said it: that of Temporal's command line.</summary>
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromHours(72);

    private const string Kind = "namespace";
    private const int PageSize = 1000;
    private static readonly NamespaceName None = new("");

    private readonly ConcurrentDictionary<string, KnownNamespace> known = new(StringComparer.Ordinal);

    /// <summary>A namespace was made, changed or deleted, and that is durable.</summary>
    public event Action? Changed;

    /// <summary>Every namespace, deleted ones among them, by name.</summary>
    public IEnumerable<KnownNamespace> All =>
        known.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>The names of those that are not deleted.</summary>
    public IEnumerable<NamespaceName> Live =>
        All.Where(one => !one.IsDeleted).Select(one => new NamespaceName(one.Description.NamespaceInfo.Name));

    /// <summary>Reads what is stored, and makes those that must be there and are not.</summary>
    public async Task StartAsync(IEnumerable<string> wanted, CancellationToken cancellationToken)
    {
        string? after = null;
        while (await store.ListDocumentsAsync(Kind, None, after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var document in page)
            {
                Learn(document);
            }

            after = page[^1].Key.Name;
        }

        foreach (var name in wanted.Where(name => !known.ContainsKey(name)))
        {
            await CreateAsync(NamespaceView.New(name, DefaultRetention));
        }
    }

    /// <summary>The namespace of a request.</summary>
    /// <exception cref="RpcException">It is not named, or there is none of that name.</exception>
    public NamespaceName Find(string name, string unnamed = "Namespace is empty.")
    {
        if (name.Length == 0)
        {
            throw Refused.Invalid(unnamed);
        }

        if (Names.TooLong(name))
        {
            throw Refused.Invalid("Namespace length exceeds limit.");
        }

        return known.TryGetValue(name, out var found) && !found.IsDeleted
            ? new NamespaceName(name)
            : throw NotFound(name);
    }

    /// <summary>The namespace of a request that may give its id instead of its name.</summary>
    /// <exception cref="RpcException">It is not named, or there is none of that name or id.</exception>
    public KnownNamespace Find(string name, string id, string unnamed)
    {
        if (name.Length > 0 && id.Length > 0)
        {
            throw Refused.Invalid("Only one of namespace name or Id should be set on request.");
        }

        return id.Length > 0
            ? known.Values.FirstOrDefault(one => one.Description.NamespaceInfo.Id == id && !one.IsDeleted)
                ?? throw NotFound(id)
            : known[Find(name, unnamed).Value];
    }

    /// <summary>Makes a namespace.</summary>
    /// <exception cref="RpcException">There is one of that name.</exception>
    public async Task CreateAsync(DescribeNamespaceResponse description)
    {
        var name = description.NamespaceInfo.Name;
        if (known.ContainsKey(name) || !await TryWriteAsync(new KnownNamespace(description, 0)))
        {
            throw Refused.By(new Refusal(
                RpcException.StatusCode.AlreadyExists,
                $"Namespace \"{name}\" already exists",
                new NamespaceAlreadyExistsFailure()));
        }
    }

    /// <summary>Changes a namespace; the change is made again if somebody else was faster.</summary>
    public async Task<DescribeNamespaceResponse> ChangeAsync(
        NamespaceName name, Action<DescribeNamespaceResponse> change)
    {
        while (true)
        {
            var before = known[Find(name.Value).Value];
            var changed = before.Description.Clone();
            change(changed);
            if (await TryWriteAsync(before with { Description = changed }))
            {
                return changed;
            }
        }
    }

    /// <summary>Writes what follows a version that is known; false if somebody else was faster.</summary>
    private async Task<bool> TryWriteAsync(KnownNamespace next)
    {
        var key = new DocumentKey(Kind, None, next.Description.NamespaceInfo.Name);
        try
        {
            var write = new DocumentWrite(key, next.Version, next.Description.ToByteArray());
            switch (await store.CommitAsync(Batch.Of(write)))
            {
                case CommitOutcome.Done:
                    Learn(next with { Version = next.Version + 1 });
                    Changed?.Invoke();
                    return true;
                case CommitOutcome.Failed when await store.FindDocumentAsync(key) is { } stored
                    && stored.Version != next.Version:
                    Learn(stored);
                    return false;
                default:
                    throw Refused.Unavailable("The store failed: the namespace may not have been written.");
            }
        }
        catch (StoreException failed)
        {
            throw Refused.ByStore(failed);
        }
    }

    private void Learn(Document document) => Learn(new KnownNamespace(
        DescribeNamespaceResponse.Parser.ParseFrom(document.Content.Span), document.Version));

    /// <summary>Two writes may be heard of in another order than that in which they were made.</summary>
    private void Learn(KnownNamespace news) => known.AddOrUpdate(
        news.Description.NamespaceInfo.Name,
        news,
        (_, old) => old.Version < news.Version ? news : old);

    private static RpcException NotFound(string name) => Refused.By(new Refusal(
        RpcException.StatusCode.NotFound,
        $"Namespace {name} is not found.",
        new NamespaceNotFoundFailure { Namespace = name }));
}
