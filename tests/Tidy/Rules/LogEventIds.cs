using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// Each message of a log has an event id of its own in the whole product, so that an id that is searched for, or that
/// an alarm is set on, means one thing.
/// </summary>
internal static class LogEventIds
{
    /// <summary>The ids of a file's messages, each with its place.</summary>
    public static IEnumerable<(string Id, string Place)> Of(SourceFile file) =>
        from attribute in file.Syntax().DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() == "LoggerMessage"
        select (attribute.ArgumentList!.Arguments[0].ToString(), $"{file.Path}: {Members.NameOf(attribute)}");

    /// <summary>Reports ids that are no numbers, and ids that more than one message has.</summary>
    public static IEnumerable<string> Check(IEnumerable<SourceFile> files) => files
        .Where(file => file.IsUnder("src"))
        .SelectMany(Of)
        .GroupBy(message => message.Id)
        .Where(messages => messages.Count() > 1 || !int.TryParse(messages.Key, out _))
        .Select(messages => $"{messages.Key}: {string.Join(", ", messages.Select(message => message.Place))}");
}
