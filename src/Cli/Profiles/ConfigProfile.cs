using System.CommandLine;
using System.Text;
using Cairn.Cli.Connection;
using Cairn.Cli.Verbs;
using Cairn.Common.EnvConfig;
using Tomlyn;
using Tomlyn.Model;

namespace Cairn.Cli.Profiles;

/// <summary>
/// One profile of the configuration file, which all Temporal SDKs read too. A property of a table is named
/// <c>tls.server_name</c>.
/// </summary>
internal sealed class ConfigProfile
{
    private const string ProfileTable = "profile";
    private const string Default = "default";

    private static readonly string[] Tables = [ConfigKeys.Tls, ConfigKeys.Codec, ConfigKeys.GrpcMeta];

    private static readonly HashSet<string> Switches =
    [
        $"{ConfigKeys.Tls}.{ConfigKeys.Disabled}", $"{ConfigKeys.Tls}.{ConfigKeys.DisableHostVerification}",
    ];

    private static readonly HashSet<string> Texts =
    [
        ConfigKeys.Address, ConfigKeys.Namespace, ConfigKeys.ApiKey, "codec.endpoint", "codec.auth",
        "tls.server_name", "tls.server_ca_cert_path", "tls.server_ca_cert_data", "tls.client_cert_path",
        "tls.client_cert_data", "tls.client_key_path", "tls.client_key_data",
    ];

    private readonly TomlTable root;

    private ConfigProfile(string path, string name, TomlTable root) =>
        (Path, Name, this.root) = (path, name, root);

    /// <summary>The file; it need not exist.</summary>
    public string Path { get; }

    /// <summary>The name of the profile.</summary>
    public string Name { get; }

    /// <summary>The names of all profiles of the file.</summary>
    public IEnumerable<string> Names => (ProfilesOrNull?.Keys ?? []).Order(StringComparer.Ordinal);

    private TomlTable? ProfilesOrNull => root.TryGetValue(ProfileTable, out var table) ? table as TomlTable : null;

    private TomlTable? Own => ProfilesOrNull?.TryGetValue(Name, out var own) == true ? own as TomlTable : null;

    /// <summary>The profile that the options and variables name.</summary>
    /// <exception cref="CommandException">There is no place for the file, or it is not valid.</exception>
    public static ConfigProfile Of(ParseResult parsed, IReadOnlyDictionary<string, string>? variables = null)
    {
        var set = new ConfigVariables(variables);
        var path = parsed.GetValue(CommonOptions.ConfigFile) ?? ConfigFile.PathOf(set)
            ?? throw new CommandException("This user has no folder for settings: name a file by --config-file.");
        var name = parsed.GetValue(CommonOptions.Profile) ?? set.Get("PROFILE");
        return new(path, string.IsNullOrEmpty(name) ? Default : name, Read(path));
    }

    /// <summary>The value of a property; null if it is not set.</summary>
    public string? Get(string property) => All().FirstOrDefault(each => each.Name == property).Value;

    /// <summary>All properties that are set, by name.</summary>
    public IEnumerable<(string Name, string Value)> All()
    {
        foreach (var (key, value) in Own ?? [])
        {
            if (value is not TomlTable table)
            {
                yield return (key, TextOf(value));
                continue;
            }

            foreach (var (inner, text) in table)
            {
                yield return ($"{key}.{inner}", TextOf(text));
            }
        }
    }

    /// <summary>Sets a property.</summary>
    /// <exception cref="CommandException">There is no such property, or it cannot have that value.</exception>
    public void Set(string property, string value)
    {
        Require(property);
        var (table, key) = Place(property);
        table[key] = !Switches.Contains(property)
            ? value
            : bool.TryParse(value, out var on)
                ? on
                : throw new CommandException($"{property} must be true or false, not {value}.");
    }

    /// <summary>Takes a property away; a table goes as a whole.</summary>
    /// <returns>Whether it was set.</returns>
    /// <exception cref="CommandException">There is no such property.</exception>
    public bool Delete(string property)
    {
        if (!Tables.Contains(property))
        {
            Require(property);
        }

        var parts = property.Split('.', 2);
        return parts is [var table, var key]
            ? Own?.TryGetValue(table, out var inner) == true && ((TomlTable)inner).Remove(key)
            : Own?.Remove(property) == true;
    }

    /// <summary>Takes the profile away.</summary>
    /// <returns>Whether it was there.</returns>
    public bool DeleteAll() => ProfilesOrNull?.Remove(Name) == true;

    /// <summary>Writes the file, which only its owner may read: it holds credentials.</summary>
    public void Save()
    {
        PrivateFile.Write(Path, TomlSerializer.Serialize(root, ConfigToml.Default.TomlTable));
    }

    private static TomlTable Read(string path)
    {
        try
        {
            return File.Exists(path)
                ? TomlSerializer.Deserialize(File.ReadAllText(path, Encoding.UTF8), ConfigToml.Default.TomlTable)!
                : [];
        }
        catch (TomlException wrong)
        {
            throw new CommandException($"{path} is not valid TOML: {wrong.GetBaseException().Message}");
        }
    }

    private static string TextOf(object value) => value is bool on ? (on ? "true" : "false") : $"{value}";

    private static void Require(string property)
    {
        if (!Texts.Contains(property) && !Switches.Contains(property)
            && !(property.StartsWith("grpc_meta.", StringComparison.Ordinal) && property.Length > "grpc_meta.".Length))
        {
            throw new CommandException($"There is no property {property}. There are "
                + string.Join(", ", Texts.Concat(Switches).Append("grpc_meta.NAME").Order(StringComparer.Ordinal))
                + ".");
        }
    }

    private (TomlTable Table, string Key) Place(string property)
    {
        var own = Child(Child(root, ProfileTable), Name);
        return property.Split('.', 2) is [var table, var key] ? (Child(own, table), key) : (own, property);
    }

    private static TomlTable Child(TomlTable table, string key)
    {
        if (table.TryGetValue(key, out var found) && found is TomlTable child)
        {
            return child;
        }

        var made = new TomlTable();
        table[key] = made;
        return made;
    }
}
