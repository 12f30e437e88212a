using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Pages;

/// <summary><c>cairn explain</c>: the page of a code, such as CAIRN1001.</summary>
internal static class ExplainCode
{
    private const string Prefix = "Pages/";

    private static readonly Argument<string> Code = new("code")
    {
        Description = "The code that a message or a compiler's warning begins with.", HelpName = "CODE",
    };

    public static Command Command()
    {
        var command = Verb.Of("explain", "Explains a code of a message, such as CAIRN1001.", [], RunAsync);
        command.Add(Code);
        return command;
    }

    private static async Task RunAsync(Invocation call)
    {
        var code = call.Get(Code)!.Trim('[', ']').ToUpperInvariant();
        var page = typeof(ExplainCode).Assembly.GetManifestResourceStream($"{Prefix}{code}.md")
            ?? throw new CommandException(
                $"There is no page of {code}. There are pages of {string.Join(", ", Codes())}.");
        using var reader = new StreamReader(page);
        var text = await reader.ReadToEndAsync(call.Token);
        if (!call.Print.Json(() => new JsonObject { ["code"] = code, ["page"] = text }))
        {
            call.Print.Line(text.TrimEnd());
        }
    }

    private static IEnumerable<string> Codes() => typeof(ExplainCode).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]))
        .Order(StringComparer.Ordinal);
}
