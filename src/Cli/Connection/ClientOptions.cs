using System.Collections;
using System.CommandLine;
using Cairn.Cli.Verbs;
using Cairn.Client;
using Cairn.Common.EnvConfig;

namespace Cairn.Cli.Connection;

/// <summary>
/// How to reach a server. An option comes before a variable of the environment, and that before the configuration file;
/// so each option stands for a variable.
/// </summary>
internal static class ClientOptions
{
    private static readonly Option<string[]> Metadata = new("--grpc-meta")
    {
        Description = "Metadata of each call: KEY=VALUE. May be repeated.",
        HelpName = "KEY=VALUE",
    };

    private static readonly Option<bool?> Tls = new("--tls")
    {
        Description = "Whether to use TLS. Default: if another option of TLS, or an API key, is there.",
    };

    private static readonly Option<string> Identity = new("--identity")
    {
        Description = "Who calls, as histories show it. Default: process and machine.",
        HelpName = "TEXT",
    };

    private static readonly (Option<string> Option, string Variable)[] Texts =
    [
        (Text("--address", "HOST:PORT", "The server. Default: localhost:7233.", "-a"), "ADDRESS"),
        (Text("--namespace", "NAME", "The namespace. Default: 'default'.", "-n"), "NAMESPACE"),
        (Text("--api-key", "KEY", "The API key."), "API_KEY"),
        (Text("--tls-cert-path", "FILE", "The client's certificate, in PEM form."), "TLS_CLIENT_CERT_PATH"),
        (Text("--tls-cert-data", "TEXT", "The same as text."), "TLS_CLIENT_CERT_DATA"),
        (Text("--tls-key-path", "FILE", "The client's private key, in PEM form."), "TLS_CLIENT_KEY_PATH"),
        (Text("--tls-key-data", "TEXT", "The same as text."), "TLS_CLIENT_KEY_DATA"),
        (Text("--tls-ca-path", "FILE", "The authorities that sign the server's certificate."),
            "TLS_SERVER_CA_CERT_PATH"),
        (Text("--tls-ca-data", "TEXT", "The same as text."), "TLS_SERVER_CA_CERT_DATA"),
        (Text("--tls-server-name", "NAME", "The name that the server's certificate must have."), "TLS_SERVER_NAME"),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [.. Texts.Select(text => text.Option), Metadata, Tls, Identity];

    /// <summary>A client of the server that the options name; it connects when it is first used.</summary>
    /// <exception cref="CommandException">An option, a variable or the file is wrong.</exception>
    public static CairnClient Connect(ParseResult parsed)
    {
        try
        {
            var options = ClientEnvConfig.LoadClientConnectOptions(new()
            {
                Profile = parsed.GetValue(CommonOptions.Profile),
                ConfigSource = parsed.GetValue(CommonOptions.ConfigFile) is { } file ? DataSource.FromPath(file) : null,
                DisableFile = parsed.GetValue(CommonOptions.NoConfigFile),
                OverrideEnvVars = Variables(parsed),
            });
            options.TargetHost ??= "localhost:7233";
            options.Identity = parsed.GetValue(Identity) ?? options.Identity ?? DefaultIdentity;
            return CairnClient.CreateLazy(options);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new CommandException(wrong.Message);
        }
    }

    private static string DefaultIdentity => $"cairn-cli:{Environment.UserName}@{Environment.MachineName}";

    private static Dictionary<string, string> Variables(ParseResult parsed)
    {
        var variables = parsed.GetValue(CommonOptions.NoConfigEnvironment)
            ? []
            : Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(each => (string)each.Key, each => (string)each.Value!);
        foreach (var (option, variable) in Texts)
        {
            if (parsed.GetValue(option) is { } text)
            {
                variables[$"CAIRN_{variable}"] = text;
            }
        }

        if (parsed.GetValue(Tls) is { } tls)
        {
            variables["CAIRN_TLS"] = tls ? "true" : "false";
        }

        foreach (var pair in parsed.GetValue(Metadata) ?? [])
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } key, { } value])
            {
                throw new CommandException($"--grpc-meta must be KEY=VALUE, not {pair}.");
            }

            variables[$"CAIRN_GRPC_META_{key.ToUpperInvariant().Replace('-', '_')}"] = value;
        }

        return variables;
    }

    private static Option<string> Text(string name, string help, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = help };
}
