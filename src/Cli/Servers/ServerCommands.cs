using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Cairn.Api.Enums.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Cairn.Engine.Rules;
using Cairn.Runtime;
using Cairn.Server;
using Microsoft.Extensions.Logging;

namespace Cairn.Cli.Servers;

/// <summary><c>cairn server</c> and <c>cairn server start-dev</c>. Names and defaults are Temporal's.</summary>
internal static class ServerCommands
{
    private const string DefaultFile = "cairn.db";

    private static readonly Option<string?> File = Parsed.One(
        "--db-filename", "FILE", "The SQLite file of the database; created if it does not exist.",
        OptionValues.Text, "-f");

    private static readonly Option<string[]> Namespaces = Parsed.Many(
        "--namespace", "NAME", "A namespace to create if it does not exist, beside 'default'.",
        OptionValues.Namespace, "-n");

    private static readonly Option<KeyValuePair<string, IndexedValueType>[]> SearchAttributes = Parsed.Many(
        "--search-attribute", "NAME=TYPE", "A search attribute of every namespace.", OptionValues.SearchAttribute);

    private static readonly Option<CallbackAddresses[]> DynamicConfig = Parsed.Many(
        "--dynamic-config-value", "KEY=VALUE",
        "A setting by its name on Temporal's server. Known: callback.allowedAddresses.",
        OptionValues.CallbackAddresses);

    private static readonly Option<int?> Port = Parsed.One(
        "--port", "PORT", "The port of the gRPC service; 0 chooses a free one. Default: 7233.", PortOf, "-p");

    private static readonly Option<IPAddress?> Address = Parsed.One(
        "--ip", "ADDRESS",
        "The address to listen on. Default: 127.0.0.1. Others need TLS and credentials, or --insecure.",
        OptionValues.Address);

    private static readonly Option<bool> Insecure = Texts.Switch(
        "--insecure", "Allows every client that reaches --ip, without a credential and without TLS.");

    private static readonly Option<bool> RequireCredentials = Texts.Switch(
        "--require-credentials", "Asks for a credential also on the loopback; other addresses always do.");

    private static readonly Option<Uri?> JwtAuthority = Parsed.One<Uri?>(
        "--jwt-authority", "URL", "The issuer whose tokens (JWT) are credentials. Default: none.", UrlOf);

    private static readonly Option<string?> JwtAudience = Parsed.One(
        "--jwt-audience", "TEXT", "Whom these tokens must be meant for.", OptionValues.Text);

    private static readonly Option<string?> AuditFile = Parsed.One(
        "--audit-log", "FILE", "Where writes and refusals are recorded if callers need credentials. Default: the "
            + "database's name with .audit.jsonl.", OptionValues.Text);

    private static readonly Option<string?> Certificate = Parsed.One(
        "--tls-cert-path", "FILE", "The server's certificate and its intermediates, in PEM form; turns TLS on.",
        OptionValues.Text);

    private static readonly Option<string?> Key = Parsed.One(
        "--tls-key-path", "FILE", "The private key of the certificate, in PEM form.", OptionValues.Text);

    private static readonly Option<string?> ClientCa = Parsed.One(
        "--tls-client-ca-path", "FILE",
        "The authorities that sign client certificates. Default: clients need none.", OptionValues.Text);

    private static readonly Option<int?> HttpPort = Parsed.One(
        "--http-port",
        "PORT",
        "The port of the HTTP API; 0 chooses a free one. Default: server serves none, start-dev the tenth port after "
        + "--port, if it is free, on the loopback.",
        PortOf);

    private static readonly Option<string[]> CorsOrigins = Parsed.Many(
        "--http-cors-origin", "ORIGIN", "An origin whose pages may call the HTTP API from a browser; * allows all.",
        OptionValues.Origin);

    private static readonly Option<string?> Hooks = Parsed.One(
        "--hooks", "FILE", "What webhooks at /hooks/NAME of the HTTP API do, in JSON. Default: none are served.",
        OptionValues.Text);

    private static readonly Option<int?> MetricsPort = Parsed.One(
        "--metrics-port", "PORT", "The port of /metrics, in Prometheus' text format. Default: none is served.", PortOf);

    private static readonly Option<IPAddress?> MetricsAddress = Parsed.One(
        "--metrics-ip", "ADDRESS", "The address of /metrics. Default: 127.0.0.1. Others need TLS and credentials.",
        OptionValues.Address);

    private static readonly Option<int?> MetricLabelLimit = Parsed.One<int?>(
        "--metric-label-limit", "N",
        "How many labels metrics have of each kind; what exceeds it is 'other'. Default: 1000.",
        (option, text) => OptionValues.Positive(option, text));

    private static readonly Option<Uri?> OtlpEndpoint = Parsed.One(
        "--otlp-endpoint", "URL",
        "Where metrics and traces are sent by OTLP: gRPC, or HTTP on port 4318. Default: $OTEL_EXPORTER_OTLP_ENDPOINT.",
        OptionValues.HttpUrl);

    private static readonly Option<bool> Headless = Texts.Switch(
        "--headless", "Without web pages; there are none yet, so it changes nothing.");

    private static readonly Option<LogLevel> Level = Choice.Of(
        "--log-level",
        "The lowest level that is logged, to standard error. Default: warn.",
        [("debug", LogLevel.Debug), ("info", LogLevel.Information), ("warn", LogLevel.Warning),
            ("error", LogLevel.Error), ("never", LogLevel.None)]);

    private static readonly Option<LogFormat> Format = Choice.Of(
        "--log-format", "The form of logs. Default: text.", [("text", LogFormat.Text), ("json", LogFormat.Json)]);

    private static IEnumerable<Option> Options =>
    [
        File, Namespaces, SearchAttributes, DynamicConfig, Port, Address, Insecure, RequireCredentials,
        Certificate, Key, ClientCa, JwtAuthority, JwtAudience, AuditFile,
        HttpPort, CorsOrigins, Hooks, MetricsPort, MetricsAddress, MetricLabelLimit, OtlpEndpoint,
        Headless, Level, Format,
    ];

    /// <summary>Both.</summary>
    public static Command Group()
    {
        var server = Verb.Of(
            "server",
            $"Runs a server on the file {DefaultFile}, unless --db-filename says where.",
            Options,
            call => RunServer.RunAsync(Read(call, DefaultFile)));
        server.Add(Verb.Of(
            "start-dev",
            "Runs a server for development: in memory, unless --db-filename says where.",
            Options,
            call => RunServer.RunAsync(WithHttp(Read(call, null)))));
        return server;
    }

    private static Uri? UrlOf(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new FormatException($"{option} must be a URL, not {text}.");

    private static int? PortOf(string option, string text) => OptionValues.Port(option, text);

    private static ServerOptions Read(Invocation call, string? file) => new()
    {
        DatabasePath = call.Get(File) ?? file,
        Namespaces = ["default", .. call.Get(Namespaces) ?? []],
        SearchAttributes = ImmutableDictionary.CreateRange(call.Get(SearchAttributes) ?? []),
        CallbackAddresses = call.Get(DynamicConfig) is [.., var addresses] ? addresses : CallbackAddresses.None,
        Port = call.Get(Port) ?? GrpcServerOptions.DefaultPort,
        HttpPort = call.Get(HttpPort),
        CorsOrigins = call.Get(CorsOrigins) ?? [],
        HooksPath = call.Get(Hooks),
        Address = call.Get(Address) ?? IPAddress.Loopback,
        IsInsecure = call.Get(Insecure),
        CertificatePath = call.Get(Certificate),
        KeyPath = call.Get(Key),
        ClientCaPath = call.Get(ClientCa),
        RequiresCredentials = call.Get(RequireCredentials),
        JwtAuthority = call.Get(JwtAuthority),
        JwtAudience = call.Get(JwtAudience),
        AuditPath = call.Get(AuditFile),
        MetricsPort = call.Get(MetricsPort),
        MetricsAddress = call.Get(MetricsAddress) ?? IPAddress.Loopback,
        MetricLabelLimit = call.Get(MetricLabelLimit) ?? new NodeOptions().MetricLabelLimit,
        OtlpEndpoint = call.Get(OtlpEndpoint),
        LogLevel = call.Has(Level) ? call.Get(Level) : LogLevel.Warning,
        LogsJson = call.Get(Format) == LogFormat.Json,
    };

    // Several servers with other ports run side by side, so a port that was not asked for is never an error.
    private static ServerOptions WithHttp(ServerOptions options) =>
        options.HttpPort is not null || !IPAddress.IsLoopback(options.Address)
            ? options
            : options with { HttpPort = PortAfter(options.Address, options.Port) };

    private static int PortAfter(IPAddress address, int port)
    {
        var wanted = port + (HttpApiOptions.DefaultPort - GrpcServerOptions.DefaultPort);
        if (port == 0 || wanted > ushort.MaxValue)
        {
            return 0;
        }

        try
        {
            using var listener = new TcpListener(address, wanted);
            listener.Start();
            return wanted;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
