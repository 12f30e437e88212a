using System.CommandLine;
using Cairn.Cli.Connection;
using Cairn.Cli.Verbs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Cairn.Cli.Profiles;

/// <summary>
/// The file in which Temporal's command line kept settings before there were profiles: <c>env</c>, below it the
/// environments, below each its settings, which are named like options.
/// </summary>
internal sealed class OldEnvironment
{
    private const string Default = "default";
    private const string Root = "env";

    private readonly SortedDictionary<string, SortedDictionary<string, string>> all;

    private OldEnvironment(string path, string name, SortedDictionary<string, SortedDictionary<string, string>> all) =>
        (Path, Name, this.all) = (path, name, all);

    /// <summary>The file; it need not exist.</summary>
    public string Path { get; }

    /// <summary>The name of the environment.</summary>
    public string Name { get; }

    /// <summary>The names of all environments.</summary>
    public IEnumerable<string> Names => all.Keys;

    /// <summary>The settings of the environment; none if it is not there.</summary>
    public IDictionary<string, string> Settings => all.TryGetValue(Name, out var own) ? own : Nothing;

    private static SortedDictionary<string, string> Nothing => [];

    /// <summary>The settings that the options name, for a client.</summary>
    /// <exception cref="CommandException">--env names an environment that is not there.</exception>
    public static IDictionary<string, string> Of(ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.NoConfigFile) || PathOf(parsed) is null)
        {
            return Nothing;
        }

        var environment = Open(parsed, null);
        return parsed.GetValue(CommonOptions.OldEnvironment) is { } named && !environment.all.ContainsKey(named)
            ? throw new CommandException($"{environment.Path} has no environment {named}. 'cairn env list' lists them.")
            : environment.Settings;
    }

    /// <summary>The environment of a name, or that of the options.</summary>
    /// <exception cref="CommandException">There is no place for the file, or it cannot be read.</exception>
    public static OldEnvironment Open(ParseResult parsed, string? name)
    {
        var path = PathOf(parsed)
            ?? throw new CommandException("This user has no folder for settings: name a file by --env-file.");
        return new(path, name ?? parsed.GetValue(CommonOptions.OldEnvironment) ?? Default, Read(path));
    }

    /// <summary>Sets a setting.</summary>
    public void Set(string key, string value)
    {
        if (!all.TryGetValue(Name, out var own))
        {
            all[Name] = own = [];
        }

        own[key] = value;
    }

    /// <summary>Takes a setting away; null takes all of them.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(string? key) => key is null ? all.Remove(Name) : Settings.Remove(key);

    /// <summary>Writes the file, which only its owner may read: it holds credentials.</summary>
    public void Save()
    {
        var environments = new YamlMappingNode(all.Select(environment => KeyValuePair.Create<YamlNode, YamlNode>(
            new YamlScalarNode(environment.Key),
            new YamlMappingNode(environment.Value.Select(setting => KeyValuePair.Create<YamlNode, YamlNode>(
                new YamlScalarNode(setting.Key), new YamlScalarNode(setting.Value)))))));
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(new YamlMappingNode(new YamlScalarNode(Root), environments)))
            .Save(text, assignAnchors: false);
        PrivateFile.Write(Path, text.ToString());
    }

    private static string? PathOf(ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.OldEnvironmentFile) is { } named)
        {
            return named;
        }

        var folder = Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length == 0 ? null : System.IO.Path.Combine(folder, "temporalio", "temporal.yaml");
    }

    private static SortedDictionary<string, SortedDictionary<string, string>> Read(string path)
    {
        var all = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return all;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(File.ReadAllText(path)));
            var root = stream.Documents is [var document, ..] ? Child(document.RootNode, Root) : null;
            foreach (var (name, settings) in Entries(root))
            {
                all[name] = [];
                foreach (var (key, value) in Entries(settings))
                {
                    all[name][key] = (value as YamlScalarNode)?.Value ?? string.Empty;
                }
            }

            return all;
        }
        catch (YamlException wrong)
        {
            throw new CommandException($"{path} is not valid YAML: {wrong.Message}");
        }
    }

    private static YamlNode? Child(YamlNode node, string key) =>
        Entries(node).FirstOrDefault(entry => entry.Key == key).Value;

    private static IEnumerable<KeyValuePair<string, YamlNode>> Entries(YamlNode? node) =>
        (node as YamlMappingNode)?.Select(
            entry => KeyValuePair.Create((entry.Key as YamlScalarNode)?.Value ?? string.Empty, entry.Value)) ?? [];
}
