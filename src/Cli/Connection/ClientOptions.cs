using System.Collections;
using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Profiles;
using Cairn.Cli.Verbs;
using Cairn.Client;
using Cairn.Common.EnvConfig;
using Microsoft.Extensions.Logging;

namespace Cairn.Cli.Connection;

/// <summary>
/// How to reach a server. An option comes before a variable of the environment, that before <c>--env</c>, and that
/// before the configuration file; so each option stands for a variable.
/// </summary>
internal static class ClientOptions
{
    // What .NET adds to the message of an ArgumentException.
    private const string ParameterName = " (Parameter '";

    private static readonly Option<string[]> Metadata =
        KeyValues.OfTexts("--grpc-meta", "Metadata of each call");

    private static readonly Option<bool?> Tls = new("--tls")
    {
        Description = "Whether to use TLS. Default: if another option of TLS, or an API key, is there.",
    };

    private static readonly Option<bool> AnyName = Texts.Switch(
        "--tls-disable-host-verification", "Accepts a certificate of the server that is for another name.");

    private static readonly Option<string> Authority = Texts.Optional(
        "--client-authority", "HOST", "What each call names as its server. Default: that of --address.");

    private static readonly Option<string> Identity = Texts.Optional(
        "--identity", "TEXT", "Who calls, as histories show it. Default: the user and the machine.");

    private static readonly Option<string[]> CodecHeaders =
        KeyValues.OfTexts("--codec-header", "A header of each call of the codec");

    /// <summary>What is logged; the server has options of its own for that.</summary>
    public static readonly Option<LogLevel> Level = Choice.Of(
        "--log-level",
        "Which calls are logged, to standard error. Default: never.",
        [("never", LogLevel.None), ("debug", LogLevel.Debug), ("info", LogLevel.Information),
            ("warn", LogLevel.Warning), ("error", LogLevel.Error)]);

    /// <summary>The form of that log.</summary>
    public static readonly Option<LogFormat> Format = Choice.Of(
        "--log-format", "The form of the log. Default: text.", [("text", LogFormat.Text), ("json", LogFormat.Json)]);

    private static readonly Option<string> CodecEndpoint = Texts.Optional(
        "--codec-endpoint",
        "URL",
        "A codec server, which decodes what is shown and encodes what is sent; it may contain {namespace}.");

    private static readonly Option<string> CodecAuthorization = Texts.Optional(
        "--codec-auth", "TEXT", "The header Authorization of each call of the codec.");

    private static readonly (Option<string> Option, string Variable)[] Settings =
    [
        (Texts.Optional("--address", "HOST:PORT", "The server. Default: localhost:7233.", "-a"), "ADDRESS"),
        (Texts.Optional("--namespace", "NAME", "The namespace. Default: 'default'.", "-n"), "NAMESPACE"),
        (Texts.Optional("--api-key", "KEY", "The API key."), "API_KEY"),
        (Texts.Optional("--tls-cert-path", "FILE", "The client's certificate, in PEM form."), "TLS_CLIENT_CERT_PATH"),
        (Texts.Optional("--tls-cert-data", "TEXT", "The same as text."), "TLS_CLIENT_CERT_DATA"),
        (Texts.Optional("--tls-key-path", "FILE", "The client's private key, in PEM form."), "TLS_CLIENT_KEY_PATH"),
        (Texts.Optional("--tls-key-data", "TEXT", "The same as text."), "TLS_CLIENT_KEY_DATA"),
        (Texts.Optional("--tls-ca-path", "FILE", "The authorities that sign the server's certificate."),
            "TLS_SERVER_CA_CERT_PATH"),
        (Texts.Optional("--tls-ca-data", "TEXT", "The same as text."), "TLS_SERVER_CA_CERT_DATA"),
        (Texts.Optional("--tls-server-name", "NAME", "The name that the server's certificate must have."),
            "TLS_SERVER_NAME"),
        (CodecEndpoint, "CODEC_ENDPOINT"),
        (CodecAuthorization, "CODEC_AUTH"),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All =>
    [
        .. Settings.Select(setting => setting.Option), Metadata, Tls, AnyName, Authority, Identity,
        CodecHeaders, Level, Format,
    ];

    /// <summary>The server that the options name; nothing is sent before the first call.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <exception cref="CommandException">An option, a variable or the file is wrong.</exception>
    public static ServerConnection Connect(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var variables = Variables(parsed);
            var options = ClientEnvConfig.LoadClientConnectOptions(new()
            {
                Profile = parsed.GetValue(CommonOptions.Profile),
                ConfigSource = parsed.GetValue(CommonOptions.ConfigFile) is { } file ? DataSource.FromPath(file) : null,
                DisableFile = parsed.GetValue(CommonOptions.NoConfigFile),
                OverrideEnvVars = variables,
            });
            options.TargetHost ??= "localhost:7233";
            options.Identity = parsed.GetValue(Identity) ?? DefaultIdentity;
            if (parsed.GetValue(AnyName) && options.Tls is { } tls)
            {
                tls.AcceptsOtherNames = true;
            }

            if (parsed.GetValue(Authority) is { } authority)
            {
                options.RpcMetadata = [.. options.RpcMetadata ?? [], new("host", authority)];
            }

            return new(
                CairnClient.CreateLazy(options),
                parsed.GetValue(CommonOptions.ConnectTimeout) ?? TimeSpan.Zero,
                CodecOf(parsed, variables, options.Namespace, cancellationToken),
                new(
                    parsed.GetResult(Level) is null ? LogLevel.None : parsed.GetValue(Level),
                    isJson: parsed.GetValue(Format) == LogFormat.Json));
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new CommandException(wrong.Message.Split(ParameterName)[0]);
        }
    }

    private static string DefaultIdentity => $"cairn-cli:{Environment.UserName}@{Environment.MachineName}";

    private static RemoteCodec? CodecOf(
        ParseResult parsed,
        Dictionary<string, string> variables,
        string @namespace,
        CancellationToken cancellationToken)
    {
        var set = new ConfigVariables(variables);
        var profile = parsed.GetValue(CommonOptions.NoConfigFile) ? null : ConfigProfile.Of(parsed, variables);
        var endpoint = set.Get("CODEC_ENDPOINT") ?? profile?.Get("codec.endpoint");
        return string.IsNullOrEmpty(endpoint)
            ? null
            : new(
                endpoint,
                @namespace,
                set.Get("CODEC_AUTH") ?? profile?.Get("codec.auth"),
                KeyValues.Texts(parsed, CodecHeaders),
                cancellationToken);
    }

    private static Dictionary<string, string> Variables(ParseResult parsed)
    {
        var variables = parsed.GetValue(CommonOptions.NoConfigEnvironment)
            ? []
            : Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(each => (string)each.Key, each => (string)each.Value!);
        var old = OldEnvironment.Of(parsed);
        var set = new ConfigVariables(variables);
        foreach (var (option, variable) in Settings)
        {
            old.TryGetValue(option.Name[2..], out var kept);
            if ((parsed.GetValue(option) ?? set.Get(variable) ?? kept) is { } text)
            {
                variables[$"CAIRN_{variable}"] = text;
            }
        }

        if (parsed.GetValue(Tls) is { } tls)
        {
            variables["CAIRN_TLS"] = tls ? "true" : "false";
        }

        foreach (var (key, value) in KeyValues.Texts(parsed, Metadata))
        {
            variables[$"CAIRN_GRPC_META_{key.ToUpperInvariant().Replace('-', '_')}"] = value;
        }

        return variables;
    }
}
