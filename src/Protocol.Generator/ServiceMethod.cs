using System.Text.RegularExpressions;

namespace Cairn.Protocol.Generator;

/// <summary>One RPC as its .proto file declares it.</summary>
internal sealed class ServiceMethod(Match match)
{
    /// <summary>The name of the RPC.</summary>
    public string Name { get; } = match.Groups["name"].Value;

    /// <summary>The name of its request message.</summary>
    public string Request { get; } = match.Groups["request"].Value;

    /// <summary>The name of its response message.</summary>
    public string Response { get; } = match.Groups["response"].Value;

    /// <summary>The comment above it as the text of an XML element.</summary>
    public string Documentation { get; } = Escape(string.Join(
        " ", match.Groups["comment"].Value.Split('\n').Select(line => line.Trim().TrimStart('/').Trim())).Trim());

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");
}
