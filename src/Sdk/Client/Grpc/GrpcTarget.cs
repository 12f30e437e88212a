namespace Cairn.Client.Grpc;

/// <summary>The address of a server.</summary>
internal static class GrpcTarget
{
    /// <summary>Parses a target.</summary>
    /// <exception cref="ArgumentException">It is not of the form host:port.</exception>
    public static Uri ToUri(CairnConnectionOptions options) => ToUri(
        options.TargetHost, UsesTls(options) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, nameof(options.TargetHost));

    /// <summary>Parses a target that an option names.</summary>
    /// <exception cref="ArgumentException">It is not of the form host:port.</exception>
    public static Uri ToUri(string? target, string scheme, string option)
    {
        if (string.IsNullOrEmpty(target))
        {
            throw new ArgumentException($"{option} is required", nameof(target));
        }

        var isTarget = !target.Contains('/', StringComparison.Ordinal)
            && Uri.TryCreate($"{scheme}://{target}", UriKind.Absolute, out var uri)
            && target.EndsWith($":{uri.Port}", StringComparison.Ordinal);
        return isTarget
            ? new Uri($"{scheme}://{target}")
            : throw new ArgumentException($"{option} must be of the form host:port, not '{target}'", nameof(target));
    }

    /// <summary>
    /// Whether the connection is encrypted: if TLS or an API key is set. An API key must stay secret.
    /// </summary>
    public static bool UsesTls(CairnConnectionOptions options) =>
        options.Tls is { } tls ? !tls.Disabled : options.ApiKey is not null;
}
