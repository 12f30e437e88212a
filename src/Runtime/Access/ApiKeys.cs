using System.Collections.Concurrent;
using System.Security.Cryptography;
using Cairn.Api.AccessService.V1;
using Cairn.Exceptions;
using Cairn.Runtime.Documents;
using Cairn.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Access;

/// <summary>
/// The API keys of a node. They are documents of the store, and all of them are in memory, because each call needs one.
/// </summary>
public sealed class ApiKeys
{
    private readonly DocumentStore<StoredApiKey> store;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, StoredDocument<StoredApiKey>> known = new(StringComparer.Ordinal);

    internal ApiKeys(IStore store, TimeProvider time)
    {
        this.time = time;
        this.store = new DocumentStore<StoredApiKey>(
            store, "api-key", StoredApiKey.Parser, stored => ("", stored.Key.Id));
    }

    /// <summary>How each key begins.</summary>
    public static string Prefix => ApiKeyText.Prefix;

    /// <summary>Whether there is a key that is neither revoked nor expired.</summary>
    public bool HasValid => known.Values.Any(stored => VerdictOf(stored.State.Key) == KeyVerdict.Valid);

    /// <summary>All keys, by the time of their creation.</summary>
    internal IEnumerable<ApiKey> All => known.Values
        .Select(stored => stored.State.Key)
        .OrderBy(key => key.CreateTime)
        .ThenBy(key => key.Id, StringComparer.Ordinal);

    /// <summary>What a key is worth, and which one it is if there is one of its id.</summary>
    /// <param name="text">What the caller sent.</param>
    public (KeyVerdict Verdict, ApiKey? Key) Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (ApiKeyText.Read(text) is not { } sent || !known.TryGetValue(sent.Id, out var stored))
        {
            return (KeyVerdict.Unknown, null);
        }

        var isSame = CryptographicOperations.FixedTimeEquals(sent.Hash(), stored.State.Hash.Span);
        return (isSame ? VerdictOf(stored.State.Key) : KeyVerdict.WrongSecret, stored.State.Key);
    }

    /// <summary>Reads the stored keys; must end before the first request.</summary>
    internal async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var stored in await store.ReadAllAsync(new(""), cancellationToken))
        {
            known[stored.State.Key.Id] = stored;
        }
    }

    /// <summary>Makes a key; it is durable when it is there.</summary>
    /// <exception cref="RpcException">The store cannot be written.</exception>
    internal async Task<(ApiKey Key, string Text)> CreateAsync(
        string name, IEnumerable<string> permissions, TimeSpan? validFor)
    {
        var text = ApiKeyText.New();
        var now = time.GetUtcNow();
        var key = new ApiKey
        {
            Id = text.Id,
            Name = name,
            Permissions = { permissions },
            CreateTime = Timestamp.FromDateTimeOffset(now),
            ExpireTime = validFor is { } life ? Timestamp.FromDateTimeOffset(now + life) : null,
        };
        known[key.Id] = await store.AddAsync(
            new StoredApiKey { Key = key, Hash = ByteString.CopyFrom(text.Hash()) });
        return (key, text.ToString());
    }

    /// <summary>Ends a key; one that has ended stays as it is.</summary>
    /// <exception cref="RpcException">There is none of that id, or the store cannot be written.</exception>
    internal async Task<ApiKey> RevokeAsync(string id)
    {
        if (!known.TryGetValue(id, out var stored))
        {
            throw Refused.NotFound($"There is no API key {id}.");
        }

        if (stored.State.Key.RevokeTime is null)
        {
            var changed = stored.State.Clone();
            changed.Key.RevokeTime = Timestamp.FromDateTimeOffset(time.GetUtcNow());
            stored = known[id] = await store.PutAsync(stored, changed);
        }

        return stored.State.Key;
    }

    private KeyVerdict VerdictOf(ApiKey key) => key switch
    {
        { RevokeTime: not null } => KeyVerdict.Revoked,
        { ExpireTime: { } end } when end.ToDateTimeOffset() <= time.GetUtcNow() => KeyVerdict.Expired,
        _ => KeyVerdict.Valid,
    };
}
