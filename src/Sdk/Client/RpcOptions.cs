using Cairn.Common;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>Options of one call.</summary>
public class RpcOptions : ICloneable
{
    /// <summary>False turns retries of the call off; null, the default, leaves them on.</summary>
    public bool? Retry { get; set; }

    /// <summary>Metadata of the call; names in lower case.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? Metadata { get; set; }

    /// <summary>Binary metadata of the call; names in lower case that end in <c>-bin</c>.</summary>
    public IReadOnlyCollection<KeyValuePair<string, byte[]>>? BinaryMetadata { get; set; }

    /// <summary>The limit of one attempt; null means the default of the call.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Cancels the call.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();

    /// <summary>The same options, also cancelled by another token.</summary>
    /// <param name="cancellationToken">The other token; null or one that cannot be cancelled changes nothing.</param>
    /// <returns>
    /// The options to use, and what the caller disposes when the call is over; null if there is nothing to dispose.
    /// </returns>
    public Tuple<RpcOptions, CancellationTokenSource?> WithAdditionalCancellationToken(
        CancellationToken? cancellationToken)
    {
        if (cancellationToken is not { CanBeCanceled: true } other)
        {
            return new(this, null);
        }

        if (CancellationToken is not { CanBeCanceled: true } own)
        {
            return new(With(this, other)!, null);
        }

        var either = CancellationTokenSource.CreateLinkedTokenSource(own, other);
        return new(With(this, either.Token)!, either);
    }

    /// <summary>The call options on the wire.</summary>
    /// <param name="options">The caller's options; may be null.</param>
    /// <param name="timeout">The default timeout of the call.</param>
    internal static RpcContext Context(RpcOptions? options, TimeSpan? timeout = null) => options is null
        ? new RpcContext(timeout)
        : new RpcContext(
            options.Timeout is { } own ? OptionValues.AtLeast(TimeSpan.FromTicks(1), own, "Timeout") : timeout,
            Headers(options),
            options.CancellationToken ?? default);

    /// <summary>The same options, also cancelled by the token of an enumeration if there is one.</summary>
    internal static RpcOptions? With(RpcOptions? options, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return options;
        }

        var copy = (RpcOptions?)options?.Clone() ?? new();
        copy.CancellationToken = cancellationToken;
        return copy;
    }

    private static Dictionary<string, string>? Headers(RpcOptions options)
    {
        var texts = options.Metadata ?? [];
        var binaries = options.BinaryMetadata ?? [];
        if (texts.Count + binaries.Count == 0)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(texts);
        foreach (var (name, value) in binaries)
        {
            headers.Add(name, Protocol.Grpc.BinaryMetadata.ToText(value));
        }

        return headers;
    }
}
