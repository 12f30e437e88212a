namespace Cairn.Common.EnvConfig;

/// <summary>
/// The environment variables that configure clients: <c>CAIRN_ADDRESS</c> for instance, or <c>TEMPORAL_ADDRESS</c> if
/// that is not set.
/// </summary>
/// <param name="variables">The variables; null means those of the process.</param>
internal sealed class ConfigVariables(IReadOnlyDictionary<string, string>? variables)
{
    private const string Own = "CAIRN_";
    private const string Temporal = "TEMPORAL_";
    private const string MetadataPrefix = "GRPC_META_";
    private const string TlsSwitch = "TLS";

    private static readonly string[] s_prefixes = [Own, Temporal];

    /// <summary>The value of a variable, named without its prefix; null if it is not set.</summary>
    public string? Get(string name) => Value(Own + name) ?? Value(Temporal + name);

    /// <summary>A profile with what the variables say in place of its own settings.</summary>
    /// <exception cref="InvalidOperationException">A variable is not valid.</exception>
    public ClientEnvConfig.Profile Over(ClientEnvConfig.Profile profile) => new(
        Get("ADDRESS") ?? profile.Address,
        Get("NAMESPACE") ?? profile.Namespace,
        Get("API_KEY") ?? profile.ApiKey,
        Over(profile.Tls),
        OverMetadata(profile.GrpcMeta));

    private ClientEnvConfig.Tls? Over(ClientEnvConfig.Tls? tls)
    {
        var file = tls ?? new();
        var result = new ClientEnvConfig.Tls(
            IsEncrypted() is { } isEncrypted ? !isEncrypted : file.Disabled,
            Get("TLS_SERVER_NAME") ?? file.ServerName,
            Source("TLS_SERVER_CA_CERT") ?? file.ServerRootCACert,
            Source("TLS_CLIENT_CERT") ?? file.ClientCert,
            Source("TLS_CLIENT_KEY") ?? file.ClientPrivateKey);
        return tls is null && result == new ClientEnvConfig.Tls() ? null : result;
    }

    private bool? IsEncrypted() => Get(TlsSwitch) switch
    {
        null or "" => null,
        "1" => true,
        "0" => false,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw new InvalidOperationException(
            $"{NameOf(TlsSwitch)} is '{text}', but must be true, false, 1 or 0"),
    };

    private DataSource? Source(string name)
    {
        // Path and data of one prefix belong together: those of Cairn replace both of Temporal.
        foreach (var prefix in s_prefixes)
        {
            var path = Value($"{prefix}{name}_PATH");
            var data = Value($"{prefix}{name}_DATA");
            if (!string.IsNullOrEmpty(path) && !string.IsNullOrEmpty(data))
            {
                throw new InvalidOperationException(
                    $"{prefix}{name}_PATH and {prefix}{name}_DATA are both set: set one of them");
            }

            if (!string.IsNullOrEmpty(path) || !string.IsNullOrEmpty(data))
            {
                return string.IsNullOrEmpty(data) ? DataSource.FromPath(path!) : DataSource.FromUTF8String(data);
            }
        }

        return null;
    }

    private Dictionary<string, string>? OverMetadata(IReadOnlyDictionary<string, string>? ofFile)
    {
        var metadata = new Dictionary<string, string>(ofFile ?? new Dictionary<string, string>());
        foreach (var prefix in s_prefixes.Reverse())
        {
            foreach (var (name, value) in All().Where(variable => IsMetadata(variable.Key, prefix)))
            {
                var header = ConfigKeys.HeaderName(name[(prefix.Length + MetadataPrefix.Length)..]);
                metadata[header] = value;
            }
        }

        // An empty variable takes back what the file says.
        return metadata.Where(header => header.Value.Length > 0).ToDictionary() is { Count: > 0 } given ? given : null;
    }

    private static bool IsMetadata(string name, string prefix) =>
        name.StartsWith(prefix + MetadataPrefix, StringComparison.Ordinal)
        && name.Length > prefix.Length + MetadataPrefix.Length;

    private IEnumerable<KeyValuePair<string, string>> All() => variables
        ?? Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string)entry.Value!));

    private string NameOf(string name) => Value(Own + name) is null ? Temporal + name : Own + name;

    private string? Value(string name) =>
        variables is null ? Environment.GetEnvironmentVariable(name) : variables.GetValueOrDefault(name);
}
