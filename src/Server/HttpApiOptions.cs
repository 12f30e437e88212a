namespace Cairn.Server;

/// <summary>The options of the HTTP API of a <see cref="GrpcServer"/>.</summary>
public sealed record HttpApiOptions
{
    /// <summary>The port of Temporal's HTTP API.</summary>
    public const int DefaultPort = 7243;

    /// <summary>
    /// The port; 0 chooses a free one. With TLS it may be that of gRPC, which serves both. Default: 7243, as Temporal's
    /// server.
    /// </summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// The origins whose pages may call the API from a browser, such as <c>https://ops.example.com</c>; <c>*</c> means
    /// every origin. Default: none.
    /// </summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>
    /// The file that says which webhooks are served below <c>/hooks/</c>; docs/http-api.md has its form. Null means
    /// none. Default: null.
    /// </summary>
    public string? HooksFile { get; init; }

    /// <exception cref="ArgumentException">An option is out of range; the message names it and the range.</exception>
    internal void ThrowIfInvalid()
    {
        GrpcServerOptions.Require(Port is >= 0 and <= 65535, "HttpApi.Port", Port, "0 to 65535");
        foreach (var origin in CorsOrigins)
        {
            GrpcServerOptions.Require(
                IsOrigin(origin),
                "HttpApi.CorsOrigins",
                origin,
                "* or a scheme and a host, such as https://ops.example.com");
        }
    }

    /// <summary>
    /// Whether a text is * or an origin: a scheme and a host, with a port if it is not the usual one.
    /// </summary>
    public static bool IsOrigin(string text) =>
        text == "*"
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && text == uri.GetLeftPart(UriPartial.Authority));
}
