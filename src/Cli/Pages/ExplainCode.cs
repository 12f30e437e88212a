using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Pages;

/// <summary><c>cairn explain</c>: the page of a code, such as CAIRN1001.</summary>
internal static class ExplainCode
{
    private const string Prefix = "Pages/";

    private static readonly Argument<string?> Code = Word.Optional(
        "code", "The code that a message or a compiler's warning begins with. Default: lists all codes.");

    public static Command Command()
    {
        var command = Verb.Of("explain", "Explains a code of a message, such as CAIRN1001.", [], RunAsync);
        command.Add(Code);
        return command;
    }

    private static Task RunAsync(Invocation call) =>
        call.Get(Code) is { } code ? ShowAsync(call, code) : ListAsync(call);

    private static async Task ListAsync(Invocation call)
    {
        var titles = new List<(string Code, string Title)>();
        foreach (var code in Codes())
        {
            using var reader = new StreamReader(PageOf(code)!);
            var heading = await reader.ReadLineAsync(call.Token) ?? string.Empty;
            titles.Add((code, heading[(heading.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
        }

        if (!call.Print.Json(() => new JsonObject(
            titles.Select(each => new KeyValuePair<string, JsonNode?>(each.Code, each.Title)))))
        {
            call.Print.Table(["Code", "Title"], [.. titles.Select(each => new[] { each.Code, each.Title })]);
        }
    }

    private static async Task ShowAsync(Invocation call, string entered)
    {
        var code = entered.Trim('[', ']').ToUpperInvariant();
        var page = PageOf(code)
            ?? throw new CommandException($"There is no page of {code}. 'cairn explain' lists all codes.");
        using var reader = new StreamReader(page);
        var text = await reader.ReadToEndAsync(call.Token);
        if (!call.Print.Json(() => new JsonObject { ["code"] = code, ["page"] = text }))
        {
            call.Print.Line(text.TrimEnd());
        }
    }

    private static Stream? PageOf(string code) =>
        typeof(ExplainCode).Assembly.GetManifestResourceStream($"{Prefix}{code}.md");

    private static IEnumerable<string> Codes() => typeof(ExplainCode).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]))
        .Order(StringComparer.Ordinal);
}
