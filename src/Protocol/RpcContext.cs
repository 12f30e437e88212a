namespace Cairn.Protocol;

/// <summary>The parameters of a call beside its request.</summary>
/// <param name="Timeout">How long the caller waits; null means no limit. Polls answer shortly before it ends.</param>
/// <param name="Headers">Metadata of the call, with names in lower case; null means none.</param>
/// <param name="CancellationToken">Ends the call early; a long poll that ends so loses no task.</param>
public readonly record struct RpcContext(
    TimeSpan? Timeout = null,
    IReadOnlyDictionary<string, string>? Headers = null,
    CancellationToken CancellationToken = default);
