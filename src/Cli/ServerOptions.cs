using System.Collections.Immutable;
using System.Net;
using Cairn.Api.Enums.V1;
using Cairn.Cli.Options;
using Cairn.Engine.Rules;
using Cairn.Server;
using Microsoft.Extensions.Logging;

namespace Cairn.Cli;

/// <summary>The options of <c>cairn server</c>. Names and defaults are those of Temporal's command line.</summary>
internal sealed record ServerOptions
{
    /// <summary>All options.</summary>
    public static readonly OptionTable<ServerOptions> Table = new(
        new("--db-filename", "FILE", "The SQLite file of the database; created if it does not exist.",
            (options, text) => options with { DatabasePath = OptionValues.Text("--db-filename", text) })
        {
            Short = "-f",
        },
        new("--namespace", "NAME", "A namespace to create if it does not exist, beside 'default'. May be repeated.",
            (options, text) => options with
            {
                Namespaces = [.. options.Namespaces, OptionValues.Namespace("--namespace", text)],
            })
        {
            Short = "-n",
        },
        new("--search-attribute", "NAME=TYPE", "A search attribute of every namespace. May be repeated.",
            (options, text) => options with
            {
                SearchAttributes = options.SearchAttributes.SetItems(
                    [OptionValues.SearchAttribute("--search-attribute", text)]),
            }),
        new("--dynamic-config-value", "KEY=VALUE",
            "A setting by its name on Temporal's server. Known: callback.allowedAddresses. May be repeated.",
            (options, text) => options with
            {
                CallbackAddresses = OptionValues.CallbackAddresses("--dynamic-config-value", text),
            }),
        new("--port", "PORT", "The port of the gRPC service; 0 chooses a free one. Default: 7233.",
            (options, text) => options with { Port = OptionValues.Port("--port", text) })
        {
            Short = "-p",
        },
        new("--ip", "ADDRESS", "The address to listen on. Default: 127.0.0.1. Others need TLS or --insecure.",
            (options, text) => options with { Address = OptionValues.Address("--ip", text) }),
        new("--insecure", null, "Allows every client that reaches --ip, without TLS.",
            (options, _) => options with { IsInsecure = true }),
        new("--tls-cert-path", "FILE",
            "The server's certificate and its intermediates, in PEM form; turns TLS on.",
            (options, text) => options with { CertificatePath = OptionValues.Text("--tls-cert-path", text) }),
        new("--tls-key-path", "FILE", "The private key of the certificate, in PEM form.",
            (options, text) => options with { KeyPath = OptionValues.Text("--tls-key-path", text) }),
        new("--tls-client-ca-path", "FILE",
            "The authorities that sign client certificates. Default: clients need none.",
            (options, text) => options with { ClientCaPath = OptionValues.Text("--tls-client-ca-path", text) }),
        new("--metrics-port", "PORT", "The port of /metrics, in Prometheus' text format. Default: none is served.",
            (options, text) => options with { MetricsPort = OptionValues.Port("--metrics-port", text) }),
        new("--metrics-ip", "ADDRESS", "The address of /metrics, which is served without TLS. Default: 127.0.0.1.",
            (options, text) => options with { MetricsAddress = OptionValues.Address("--metrics-ip", text) }),
        new("--headless", null, "Without web pages; there are none yet, so it changes nothing.",
            (options, _) => options),
        new("--log-level", "LEVEL", "debug, info, warn, error or never. Default: warn. Logs go to standard error.",
            (options, text) => options with { LogLevel = OptionValues.Choice("--log-level", text, Levels) }),
        new("--log-format", "FORMAT", "text or json. Default: text.",
            (options, text) => options with { LogsJson = OptionValues.Choice("--log-format", text, Formats) }));

    private static readonly Dictionary<string, LogLevel> Levels = new()
    {
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Information,
        ["warn"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
        ["never"] = LogLevel.None,
    };

    private static readonly Dictionary<string, bool> Formats = new() { ["text"] = false, ["json"] = true };

    /// <summary>The database file; null keeps everything in memory.</summary>
    public string? DatabasePath { get; init; }

    /// <summary>The namespaces to create if they do not exist.</summary>
    public IReadOnlyList<string> Namespaces { get; private init; } = ["default"];

    /// <summary>Search attributes of every namespace.</summary>
    public ImmutableDictionary<string, IndexedValueType> SearchAttributes { get; private init; } =
        ImmutableDictionary<string, IndexedValueType>.Empty;

    /// <summary>Which addresses may be completion callbacks.</summary>
    public CallbackAddresses CallbackAddresses { get; private init; } = CallbackAddresses.None;

    /// <summary>The port of the gRPC server.</summary>
    public int Port { get; private init; } = 7233;

    /// <summary>The address of the gRPC server.</summary>
    public IPAddress Address { get; private init; } = IPAddress.Loopback;

    /// <summary>Whether the gRPC server may listen beyond the loopback without TLS.</summary>
    public bool IsInsecure { get; private init; }

    /// <summary>The address of the metrics page.</summary>
    public IPAddress MetricsAddress { get; private init; } = IPAddress.Loopback;

    /// <summary>The port of the metrics page; null serves none.</summary>
    public int? MetricsPort { get; private init; }

    /// <summary>The file of the server's certificate; null means no TLS.</summary>
    public string? CertificatePath { get; private init; }

    /// <summary>The file of its private key.</summary>
    public string? KeyPath { get; private init; }

    /// <summary>
    /// The file of the authorities that sign client certificates; null requires no client certificates.
    /// </summary>
    public string? ClientCaPath { get; private init; }

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

    /// <summary>Refuses options that contradict each other, before anything is opened.</summary>
    /// <exception cref="FormatException">
    /// A required TLS option is missing, or the server would be open to every client.
    /// </exception>
    public void ThrowIfInvalid()
    {
        if (Tls is null && !IsInsecure && !IPAddress.IsLoopback(Address))
        {
            throw new FormatException(
                $"--ip {Address} without TLS would allow every client that reaches it. Set --tls-cert-path, "
                + "--tls-key-path and --tls-client-ca-path, or --insecure if that is intended.");
        }
    }

    /// <summary>The lowest level that is logged.</summary>
    public LogLevel LogLevel { get; private init; } = LogLevel.Warning;

    /// <summary>Whether logs are JSON, one object for each line.</summary>
    public bool LogsJson { get; private init; }
}
