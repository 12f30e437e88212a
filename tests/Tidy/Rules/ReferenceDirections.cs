using System.Xml.Linq;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>References run one way: Protocol, Engine, Storage, Runtime, Server; Protocol, Sdk.Replay, Sdk.</summary>
internal static class ReferenceDirections
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Aspire.Hosting"] = [],
        ["Templates"] = [],
        ["Protocol.Generator"] = [],
        ["Protocol"] = ["Protocol.Generator"],
        ["Engine"] = ["Protocol"],
        ["Storage"] = ["Protocol", "Engine"],
        ["Runtime"] = ["Protocol", "Protocol.Generator", "Engine", "Storage"],
        ["Server"] = ["Protocol", "Engine", "Storage", "Runtime", "Dashboard"],
        ["Sdk.Replay"] = ["Protocol"],
        ["Sdk"] = ["Protocol", "Sdk.Replay", "Sdk.Analyzers", "Sdk.CodeFixes", "Sdk.Generators", "Protocol.Generator"],
        ["Sdk.Generators"] = [],
        ["Sdk.Hosting"] = ["Protocol", "Sdk"],
        ["Sdk.AspNetCore"] = ["Protocol", "Sdk"],
        ["Sdk.Idempotency"] = ["Protocol", "Sdk"],
        ["Sdk.Idempotency.EntityFrameworkCore"] = ["Sdk.Idempotency"],
        ["Sdk.Analyzers"] = [],
        ["Sdk.CodeFixes"] = ["Sdk.Analyzers"],
        ["Sdk.OpenTelemetry"] = ["Protocol", "Sdk"],
        ["Dashboard"] = ["Protocol", "Sdk"],
        ["Embedded"] =
            ["Protocol", "Engine", "Storage", "Storage.Sqlite", "Runtime", "Sdk", "Sdk.Hosting"],
        ["Testing"] = ["Protocol", "Engine", "Storage", "Storage.Sqlite", "Runtime", "Server", "Sdk"],
        ["Cli"] = ["Protocol", "Engine", "Storage", "Runtime", "Server", "Dashboard", "Sdk"],
    };

    // A store needs no row of its own: its name says what it is. The program may open any of them.
    private static readonly string[] s_stores = ["Protocol", "Engine", "Storage"];

    // What an author may use, and what samples share, so that samples show nothing else.
    private static readonly string[] s_authors =
    [
        "Sdk", "Sdk.AspNetCore", "Sdk.Hosting", "Sdk.OpenTelemetry", "Testing", "Sdk.Analyzers", "Sdk.Generators",
        "Embedded", "Shared",
    ];

    /// <summary>Reports every reference of a project that runs against the direction.</summary>
    public static IEnumerable<string> Check(SourceFile project)
    {
        var name = Path.GetFileNameWithoutExtension(project.Path);
        var isSample = project.IsUnder("samples");
        if (!isSample && !project.IsUnder("src"))
        {
            yield break;
        }
        var allowed = isSample ? s_authors
            : IsStore(name) ? s_stores
            : s_allowed.GetValueOrDefault(name);
        if (allowed is null)
        {
            yield return $"{project.Path}: {name} has no place in the table of directions yet: give it one";
            yield break;
        }
        var references = References(project).Where(reference => name != "Cli" || !IsStore(reference));
        foreach (var reference in references.Except(allowed))
        {
            yield return $"{project.Path}: may not reference {reference}, only: {string.Join(", ", allowed)}";
        }
    }

    private static bool IsStore(string project) => project.StartsWith("Storage.", StringComparison.Ordinal);

    private static IEnumerable<string> References(SourceFile project) => XDocument.Parse(project.Text)
        .Descendants("ProjectReference")
        .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
        .Select(path => Path.GetFileNameWithoutExtension(path));
}
