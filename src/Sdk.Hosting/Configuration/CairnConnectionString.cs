using System.Data.Common;
using Cairn.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>
/// A connection string: <c>host:port</c>, <c>http://host:port</c>, <c>https://host:port</c>, or
/// <c>Endpoint=https://host:port;Namespace=orders;ApiKey=secret</c>. That of an engine inside the host is
/// <c>Data Source=cairn.db</c>.
/// </summary>
internal sealed class CairnConnectionString
{
    private const string Example =
        "a server as host:port, http://host:port, https://host:port or Endpoint=...;Namespace=...;ApiKey=..., or the "
        + "file of an engine as Data Source=cairn.db";

    private readonly Setting setting;

    private CairnConnectionString(Setting setting)
    {
        this.setting = setting;
        if (!setting.Value.Contains('='))
        {
            SetEndpoint(setting.Value);
            return;
        }

        foreach (var (key, value) in Parts())
        {
            switch (key.ToUpperInvariant())
            {
                case "ENDPOINT":
                    SetEndpoint(value);
                    break;
                case "NAMESPACE":
                    Namespace = value;
                    break;
                case "APIKEY":
                    ApiKey = value;
                    break;
                case "DATA SOURCE":
                    DataSource = value;
                    break;
                default:
                    throw Wrong();
            }
        }

        if ((TargetHost is null) == (DataSource is null) || (DataSource is not null && ApiKey is not null))
        {
            throw Wrong();
        }
    }

    /// <summary>Host and port of a server; null if it names a file.</summary>
    public string? TargetHost { get; private set; }

    /// <summary>Whether the server is reached by TLS; null if it does not say so.</summary>
    public bool? IsEncrypted { get; private set; }

    /// <summary>The namespace; null if it names none.</summary>
    public string? Namespace { get; }

    /// <summary>The API key; null if it has none.</summary>
    public string? ApiKey { get; }

    /// <summary>The file of an engine's database; null if it names a server.</summary>
    public string? DataSource { get; }

    /// <summary>The path of the connection string in the configuration.</summary>
    public string Path => $"{setting.Section}:{setting.Key}";

    /// <summary>The connection string of a name; null if there is none.</summary>
    /// <exception cref="OptionsValidationException">It cannot be read.</exception>
    public static CairnConnectionString? Find(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) is { Length: > 0 } text
            ? new(new("ConnectionStrings", name, text))
            : null;

    /// <summary>Sets what it says.</summary>
    /// <exception cref="OptionsValidationException">It names no server.</exception>
    public void Apply(CairnClientConnectOptions options)
    {
        options.TargetHost = TargetHost ?? throw new OptionsValidationException(
            setting.Key, typeof(CairnClientConnectOptions), [
                $"{Path} names the file {DataSource}, but a client needs a server: call AddCairn for an engine in this "
                + "process, or name the server",
            ]);
        options.Namespace = Namespace ?? options.Namespace;
        options.ApiKey = ApiKey ?? options.ApiKey;
        if (IsEncrypted is { } encrypted)
        {
            options.Tls = new() { Disabled = !encrypted };
        }
    }

    private IEnumerable<(string Key, string Value)> Parts()
    {
        var builder = new DbConnectionStringBuilder();
        try
        {
            builder.ConnectionString = setting.Value;
        }
        catch (ArgumentException)
        {
            throw Wrong();
        }

        return builder.Keys.Cast<string>().Select(key => (key, (string)builder[key]));
    }

    private void SetEndpoint(string endpoint)
    {
        if (!endpoint.Contains("://", StringComparison.Ordinal))
        {
            TargetHost = endpoint;
            return;
        }

        IsEncrypted = Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? uri.Scheme switch
            {
                "http" => false,
                "https" => true,
                _ => throw Wrong(),
            }
            : throw Wrong();
        if (uri.PathAndQuery != "/")
        {
            throw Wrong();
        }

        TargetHost = uri.Authority.Contains(':') ? uri.Authority : $"{uri.Host}:{uri.Port}";
    }

    // The text may hold an API key, which does not belong into a log.
    private OptionsValidationException Wrong() =>
        (setting with
    {
        Value = setting.Value.Contains("key", StringComparison.OrdinalIgnoreCase) ? "..." : setting.Value,
    }).Wrong(Example);
}
