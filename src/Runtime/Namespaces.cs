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
/// The namespaces of a node. They are documents of the store, and all of them are in memory, because each request needs
/// one.
/// </summary>
/// <param name="store">The store.</param>
internal sealed class Namespaces(IStore store)
{
    /// <summary>The shortest retention of closed workflows (namespaceMinRetentionLocal).</summary>
    public static readonly TimeSpan ShortestRetention = TimeSpan.FromHours(1);

    /// <summary>The retention if none is set: the default of Temporal's command line.</summary>
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromHours(72);

    private const string Kind = "namespace";
    private const int PageSize = 1000;
    private static readonly NamespaceName None = new("");

    private readonly ConcurrentDictionary<string, KnownNamespace> known = new(StringComparer.Ordinal);

    /// <summary>Raised when the creation, change or deletion of a namespace is durable.</summary>
    public event Action? Changed;

    /// <summary>All namespaces by name, including deleted ones.</summary>
    public IEnumerable<KnownNamespace> All =>
        known.ToArray().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>The names of the namespaces that are not deleted.</summary>
    public IEnumerable<NamespaceName> Live =>
        All.Where(one => !one.IsDeleted).Select(one => new NamespaceName(one.Description.NamespaceInfo.Name));

    /// <summary>Reads the stored namespaces, and creates the required ones that are missing.</summary>
    public async Task StartAsync(
        IEnumerable<string> wanted, TimeSpan retention, CancellationToken cancellationToken)
    {
        string? after = null;
        while (await store.ListDocumentsAsync(Kind, None, after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var document in page)
            {
                Remember(document);
            }

            after = page[^1].Key.Name;
        }

        foreach (var name in wanted.Where(name => !known.ContainsKey(name)))
        {
            await CreateAsync(NamespaceView.New(name, retention));
        }
    }

    /// <summary>The namespace of a request.</summary>
    /// <exception cref="RpcException">The request names no namespace, or one that does not exist.</exception>
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
    /// <exception cref="RpcException">The request names no namespace, or one that does not exist.</exception>
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

    /// <summary>Creates a namespace.</summary>
    /// <exception cref="RpcException">A namespace of this name exists.</exception>
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

    /// <summary>Changes a namespace; tries again if another writer changed it first.</summary>
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

    /// <summary>Writes the next version; false if another writer changed the namespace first.</summary>
    private async Task<bool> TryWriteAsync(KnownNamespace next)
    {
        var key = new DocumentKey(Kind, None, next.Description.NamespaceInfo.Name);
        try
        {
            var write = new DocumentWrite(key, next.Version, next.Description.ToByteArray());
            switch (await store.CommitAsync(Batch.Of(write)))
            {
                case CommitOutcome.Done:
                    Remember(next with { Version = next.Version + 1 });
                    Changed?.Invoke();
                    return true;
                case CommitOutcome.Failed when await store.FindDocumentAsync(key) is { } stored
                    && stored.Version != next.Version:
                    Remember(stored);
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

    private void Remember(Document document) => Remember(new KnownNamespace(
        DescribeNamespaceResponse.Parser.ParseFrom(document.Content.Span), document.Version));

    /// <summary>The answers to two writes may arrive in another order than the writes were made.</summary>
    private void Remember(KnownNamespace changed) => known.AddOrUpdate(
        changed.Description.NamespaceInfo.Name,
        changed,
        (_, old) => old.Version < changed.Version ? changed : old);

    private static RpcException NotFound(string name) => Refused.By(new Refusal(
        RpcException.StatusCode.NotFound,
        $"Namespace {name} is not found.",
        new NamespaceNotFoundFailure { Namespace = name }));
}
