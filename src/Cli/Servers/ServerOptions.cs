using System.Collections.Immutable;
using System.Net;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Rules;
using Cairn.Server;
using Cairn.Server.Access;
using Microsoft.Extensions.Logging;

namespace Cairn.Cli.Servers;

/// <summary>The options of <c>cairn server</c>.</summary>
internal sealed record ServerOptions
{
    private static readonly string[] DatabaseFiles = ["", "-wal", "-shm"];

    /// <summary>The database file; null keeps everything in memory.</summary>
    public string? DatabasePath { get; init; }

    /// <summary>The namespaces to create if they do not exist.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = ["default"];

    /// <summary>Search attributes of every namespace.</summary>
    public ImmutableDictionary<string, IndexedValueType> SearchAttributes { get; init; } =
        ImmutableDictionary<string, IndexedValueType>.Empty;

    /// <summary>Which addresses may be completion callbacks.</summary>
    public CallbackAddresses CallbackAddresses { get; init; } = CallbackAddresses.None;

    /// <summary>The port of the gRPC server.</summary>
    public int Port { get; init; } = 7233;

    /// <summary>The address of the gRPC server.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the HTTP API; null serves none.</summary>
    public int? HttpPort { get; init; }

    /// <summary>The origins whose pages may call the HTTP API.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>The file of the webhooks; null has none.</summary>
    public string? HooksPath { get; init; }

    /// <summary>Whether the gRPC server may listen beyond the loopback without TLS.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>The address of the metrics page.</summary>
    public IPAddress MetricsAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the metrics page; null serves none.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>How many different labels metrics have of each kind.</summary>
    public int MetricLabelLimit { get; init; } = 1000;

    /// <summary>Where metrics and traces are sent; null means that the environment says.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The file of the server's certificate; null means no TLS.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The file of its private key.</summary>
    public string? KeyPath { get; init; }

    /// <summary>
    /// The file of the authorities that sign client certificates; null requires no client certificates.
    /// </summary>
    public string? ClientCaPath { get; init; }

    /// <summary>The TLS options of the gRPC server; null means no TLS.</summary>
    /// <exception cref="FormatException">Some of the required TLS options are missing.</exception>
    public GrpcServerTlsOptions? Tls => (CertificatePath, KeyPath, ClientCaPath) switch
    {
        (null, null, null) => null,
        (null, _, _) or (_, null, _) => throw new FormatException("TLS needs both --tls-cert-path and --tls-key-path."),
        var (certificate, key, clients) => new()
        {
            CertificateFile = certificate,
            KeyFile = key,
            ClientCaFile = clients,
        },
    };

    /// <summary>The options of the HTTP API; null serves none.</summary>
    public HttpApiOptions? HttpApi =>
        HttpPort is { } port ? new() { Port = port, CorsOrigins = CorsOrigins, HooksFile = HooksPath } : null;

    /// <summary>Whether callers must be known also on the loopback.</summary>
    public bool RequiresCredentials { get; init; }

    /// <summary>The issuer of tokens; null accepts none.</summary>
    public Uri? JwtAuthority { get; init; }

    /// <summary>The audience that tokens must name.</summary>
    public string? JwtAudience { get; init; }

    /// <summary>The file of the audit log; null means the one beside the database.</summary>
    public string? AuditPath { get; init; }

    /// <summary>Which tokens are accepted; null accepts none.</summary>
    public JwtOptions? Jwt => JwtAuthority is { } authority
        ? new() { Authority = authority, Audience = JwtAudience! }
        : null;

    /// <summary>Whether callers must be known.</summary>
    public bool IsGuarded =>
        RequiresCredentials || JwtAuthority is not null || (!IPAddress.IsLoopback(Address) && !IsInsecure);

    /// <summary>Whether readers of the metrics page must be known.</summary>
    public bool MetricsAreGuarded => !IPAddress.IsLoopback(MetricsAddress) && !IsInsecure;

    /// <summary>Refuses options that contradict each other, before anything is opened.</summary>
    /// <exception cref="FormatException">
    /// A required option is missing, two contradict each other, or the server would be open to every client.
    /// </exception>
    public void ThrowIfInvalid()
    {
        if (Tls is null && !IsInsecure && !IPAddress.IsLoopback(Address))
        {
            throw new FormatException(
                $"--ip {Address} without TLS would allow every client that reaches it. Set --tls-cert-path and "
                + "--tls-key-path, or --insecure if that is intended.");
        }

        if (MetricsPort is not null && MetricsAreGuarded && Tls is null)
        {
            throw new FormatException(
                $"--metrics-ip {MetricsAddress} without TLS would show metrics to every client that reaches it. Set "
                + "--tls-cert-path and --tls-key-path, or --insecure if that is intended.");
        }

        if (IsInsecure && (RequiresCredentials || JwtAuthority is not null))
        {
            throw new FormatException(
                "--insecure lets everybody in, so it contradicts --require-credentials and --jwt-authority.");
        }

        if (AuditPath is { } audit && DatabasePath is { } database
            && DatabaseFiles.Any(end => Path.GetFullPath(audit) == Path.GetFullPath(database + end)))
        {
            throw new FormatException($"--audit-log {audit} is a file of the database.");
        }

        if (JwtAuthority is null != JwtAudience is null)
        {
            throw new FormatException("Tokens need both --jwt-authority and --jwt-audience.");
        }

        if (JwtAuthority is { IsLoopback: false, Scheme: not "https" })
        {
            throw new FormatException($"--jwt-authority must begin with https, not be {JwtAuthority}.");
        }

        if (HttpPort is null && (CorsOrigins.Count > 0 || HooksPath is not null))
        {
            throw new FormatException(
                "--http-cors-origin and --hooks are for the HTTP API, which --http-port turns on.");
        }

        if (HttpPort == Port && Port != 0 && Tls is null)
        {
            throw new FormatException(
                $"--http-port and --port are both {Port}: one port can serve both with TLS only.");
        }
    }

    /// <summary>The lowest level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Whether logs are JSON, one object for each line.</summary>
    public bool LogsJson { get; init; }
}
