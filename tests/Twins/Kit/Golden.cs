using System.Text.Json.Nodes;

namespace Cairn.Tests.Twins.Kit;

/// <summary>What Temporal's own server recorded of the scenarios, with its SDK for TypeScript.</summary>
internal static class Golden
{
    /// <summary>The recordings that these tests carry.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "golden");

    /// <summary>The recordings beside this checkout, of which those here are copies; null if there are none.</summary>
    public static string? Originals { get; } = FindOriginals();

    /// <summary>The scenarios that were recorded.</summary>
    public static IEnumerable<string> Scenarios => Directory.EnumerateFiles(Folder, "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Order(StringComparer.Ordinal);

    /// <summary>The recording: how it is compared, facts, histories.</summary>
    public static JsonObject Of(string scenario) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, scenario + ".json")))!.AsObject();

    private static string? FindOriginals()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Cairn.slnx")))
        {
            root = root.Parent;
        }

        var folder = Path.Combine(root?.Parent?.FullName ?? string.Empty, "shared", "oracle", "golden");
        return Directory.Exists(folder) ? folder : null;
    }
}
