using System.Text.RegularExpressions;

namespace Cairn.Protocol.Generator;

/// <summary>A .proto file that declares one service, reduced to what the generator needs.</summary>
internal sealed class ServiceFile
{
    private static readonly Regex Rpcs = new(
        @"(?<comment>(?:^[ \t]*//[^\n]*\n)*)^[ \t]*rpc\s+(?<name>\w+)\s*\(\s*(?<request>\w+)\s*\)"
            + @"\s*returns\s*\(\s*(?<response>\w+)\s*\)\s*;",
        RegexOptions.Multiline);

    private ServiceFile(string text)
    {
        Namespace = Find(text, @"option csharp_namespace = ""([\w.]+)"";");
        Name = Find(text, @"^service (\w+) \{");
        FullName = $"{Find(text, @"^package ([\w.]+);")}.{Name}";
        Methods = [.. Rpcs.Matches(text).Cast<Match>().Select(match => new ServiceMethod(match))];
    }

    /// <summary>The C# namespace of the messages.</summary>
    public string Namespace { get; }

    /// <summary>The name of the service.</summary>
    public string Name { get; }

    /// <summary>The name of the service with its package, as in the paths of calls.</summary>
    public string FullName { get; }

    /// <summary>The C# interface: <c>IWorkflowService</c>, <c>IHealthService</c> for <c>Health</c>.</summary>
    public string Interface => $"I{ClassName}";

    /// <summary>The prefix of all C# types of the service.</summary>
    public string ClassName => Name.EndsWith("Service", StringComparison.Ordinal) ? Name : $"{Name}Service";

    /// <summary>The RPCs in the order of the file.</summary>
    public IReadOnlyList<ServiceMethod> Methods { get; }

    /// <summary>Parses a file.</summary>
    /// <exception cref="FormatException">It declares something that the generator does not know.</exception>
    public static ServiceFile Parse(string text)
    {
        var file = new ServiceFile(text.Replace("\r\n", "\n"));
        var declared = Regex.Matches(text, @"^[ \t]*rpc\s", RegexOptions.Multiline).Count;
        return declared == file.Methods.Count
            ? file
            : throw new FormatException(
                $"{file.Name} declares {declared} RPCs, but only {file.Methods.Count} are unary with plain names.");
    }

    private static string Find(string text, string pattern)
    {
        var match = Regex.Match(text, pattern, RegexOptions.Multiline);
        return match.Success ? match.Groups[1].Value : throw new FormatException($"The file has no {pattern}.");
    }
}
