using System.Text;
using Tomlyn;
using Tomlyn.Model;

namespace Cairn.Common.EnvConfig;

/// <summary>Reads the profiles of a TOML file.</summary>
internal static class ConfigFile
{
    private const string ProfileTable = "profile";

    private static readonly UTF8Encoding s_utf8 = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] s_profileKeys =
    [
        ConfigKeys.Address, ConfigKeys.Namespace, ConfigKeys.ApiKey, ConfigKeys.Tls, ConfigKeys.Codec,
        ConfigKeys.GrpcMeta,
    ];

    private static readonly string[] s_tlsKeys =
    [
        ConfigKeys.Disabled, ConfigKeys.ServerName, ConfigKeys.DisableHostVerification,
        .. new[] { ConfigKeys.ServerCACert, ConfigKeys.ClientCert, ConfigKeys.ClientKey }
            .SelectMany(key => new[] { key + ConfigKeys.PathSuffix, key + ConfigKeys.DataSuffix }),
    ];

    /// <summary>The profiles by name; none if there is no file.</summary>
    /// <param name="source">Where the TOML is; null means the file that the variables name, or the default one.</param>
    /// <param name="isStrict">Whether unknown keys are an error.</param>
    /// <param name="variables">The environment variables.</param>
    /// <exception cref="InvalidOperationException">The TOML is not valid.</exception>
    public static Dictionary<string, ClientEnvConfig.Profile> Load(
        DataSource? source, bool isStrict, ConfigVariables variables)
    {
        source ??= PathOf(variables) is { } file ? DataSource.FromPath(file) : null;
        if (source is null || (source.Path is { } path && !File.Exists(path)))
        {
            return [];
        }

        var reader = new Reader(source.Path ?? "the configuration", isStrict);
        return reader.Read(source.GetBytes()!);
    }

    /// <summary>
    /// The file that the variables name, or the default one: that of Cairn, unless only that of Temporal exists. Null
    /// if the user has no folder for settings.
    /// </summary>
    public static string? PathOf(ConfigVariables variables)
    {
        if (variables.Get("CONFIG_FILE") is { Length: > 0 } named)
        {
            return named;
        }

        var folder = Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        string[] files = folder.Length == 0
            ? []
            : [Path.Combine(folder, "cairn", "cairn.toml"), Path.Combine(folder, "temporalio", "temporal.toml")];
        return files.FirstOrDefault(File.Exists) ?? files.FirstOrDefault();
    }

    /// <summary>Reads the tables of one file; its errors name the file and the key.</summary>
    private sealed class Reader(string file, bool isStrict)
    {
        public Dictionary<string, ClientEnvConfig.Profile> Read(byte[] toml)
        {
            var root = Parse(toml);
            CheckKeys(root, null, [ProfileTable]);
            var profiles = Table(root, ProfileTable, ProfileTable) ?? [];
            return profiles.ToDictionary(
                profile => profile.Key,
                profile => ProfileOf(Table(profiles, profile.Key, $"{ProfileTable}.{profile.Key}")!, profile.Key));
        }

        private TomlTable Parse(byte[] toml)
        {
            try
            {
                return TomlSerializer.Deserialize(s_utf8.GetString(toml), ConfigToml.Default.TomlTable)!;
            }
            catch (Exception e) when (e is TomlException or DecoderFallbackException)
            {
                throw new InvalidOperationException($"{file} is not valid TOML: {e.GetBaseException().Message}", e);
            }
        }

        private ClientEnvConfig.Profile ProfileOf(TomlTable table, string name)
        {
            var path = $"{ProfileTable}.{name}";
            CheckKeys(table, path, s_profileKeys);
            return new(
                Text(table, path, ConfigKeys.Address),
                Text(table, path, ConfigKeys.Namespace),
                Text(table, path, ConfigKeys.ApiKey),
                Table(table, ConfigKeys.Tls, $"{path}.{ConfigKeys.Tls}") is { } tls
                    ? TlsOf(tls, $"{path}.{ConfigKeys.Tls}")
                    : null,
                Table(table, ConfigKeys.GrpcMeta, $"{path}.{ConfigKeys.GrpcMeta}") is { } metadata
                    ? metadata.ToDictionary(
                        header => ConfigKeys.HeaderName(header.Key),
                        header => Text(metadata, $"{path}.{ConfigKeys.GrpcMeta}", header.Key)!)
                    : null);
        }

        private ClientEnvConfig.Tls TlsOf(TomlTable table, string path)
        {
            CheckKeys(table, path, s_tlsKeys);
            return new(
                Get<bool?>(table, path, ConfigKeys.Disabled, "true or false"),
                Text(table, path, ConfigKeys.ServerName),
                Source(table, path, ConfigKeys.ServerCACert),
                Source(table, path, ConfigKeys.ClientCert),
                Source(table, path, ConfigKeys.ClientKey));
        }

        private DataSource? Source(TomlTable table, string path, string key)
        {
            var file = Text(table, path, key + ConfigKeys.PathSuffix);
            var data = Text(table, path, key + ConfigKeys.DataSuffix);
            return (file, data) switch
            {
                ({ Length: > 0 }, { Length: > 0 }) => throw Invalid(
                    $"{path} has both {key}_path and {key}_data: keep one of them"),
                ({ Length: > 0 }, _) => DataSource.FromPath(file),
                (_, { Length: > 0 }) => DataSource.FromUTF8String(data),
                _ => null,
            };
        }

        private TomlTable? Table(TomlTable table, string key, string path) =>
            table.TryGetValue(key, out var value)
                ? value as TomlTable ?? throw Invalid($"{path} is {value}, but must be a table")
                : null;

        private string? Text(TomlTable table, string path, string key) => Get<string>(table, path, key, "a string");

        private T? Get<T>(TomlTable table, string path, string key, string allowed) =>
            !table.TryGetValue(key, out var value) ? default
            : value is T given ? given
            : throw Invalid($"{path}.{key} is {value}, but must be {allowed}");

        private void CheckKeys(TomlTable table, string? path, string[] known)
        {
            if (isStrict && table.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
            {
                throw Invalid($"{(path is null ? unknown : $"{path}.{unknown}")} is no known key: the keys here are "
                    + string.Join(", ", known));
            }
        }

        private InvalidOperationException Invalid(string problem) => new($"{file}: {problem}");
    }
}
