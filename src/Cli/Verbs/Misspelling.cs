using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Cairn.Cli.Verbs;

/// <summary>Explains, in one line, words that are no command.</summary>
internal static partial class Misspelling
{
    private const int LargestDistance = 3;

    /// <summary>What is wrong with the words; null if they only lack a command.</summary>
    public static string? Of(ParseResult parsed)
    {
        if (AbsentOf(parsed) is { } absent)
        {
            return absent;
        }

        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            var kind = unknown.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "word";
            return $"unknown {kind} {unknown}." + SuggestionFor(unknown.Split('=')[0], command, parsed);
        }

        var messages = parsed.Errors.Select(error => error.Message);
        return messages.FirstOrDefault(message => !LacksCommand(message)) is { } text
            ? MissingValue().Replace(text, "$1 needs a value.")
            : null;
    }

    /// <summary>The words that lead to the help of the command.</summary>
    public static string HelpOf(ParseResult parsed) => $"'{string.Join(' ', NamesOf(parsed))} --help'";

    private static string? AbsentOf(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToArray();
        var command = string.Join(' ', NamesOf(parsed).Skip(1));
        return Absent.Command(string.Join(' ', words))
            ?? words.Select(word => Absent.Option(command, word.Split('=')[0]))
                .FirstOrDefault(text => text is not null);
    }

    private static List<string> NamesOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var each = parsed.CommandResult; each is not null; each = each.Parent as CommandResult)
        {
            names.Insert(0, each.Command is RootCommand ? "cairn" : each.Command.Name);
        }

        return names;
    }

    // As the parser's library says it.
    [GeneratedRegex("^Required argument missing for option: '(.+)'\\.$")]
    private static partial Regex MissingValue();

    private static bool LacksCommand(string message) =>
        message.Contains("command was not provided", StringComparison.Ordinal);

    private static string SuggestionFor(string unknown, Command command, ParseResult parsed)
    {
        IEnumerable<string> known = unknown.StartsWith('-')
            ? Options(parsed).Select(option => option.Name)
            : command.Subcommands.Select(each => each.Name);
        var nearest = known
            .Select(name => (Name: name, Distance: Distance(unknown, name)))
            .Where(each => each.Distance <= Math.Min(LargestDistance, unknown.Length / 2))
            .OrderBy(each => each.Distance)
            .Select(each => each.Name)
            .FirstOrDefault();
        return nearest is null ? string.Empty : $" Did you mean {nearest}?";
    }

    private static IEnumerable<Option> Options(ParseResult parsed)
    {
        for (var each = parsed.CommandResult; each is not null; each = each.Parent as CommandResult)
        {
            foreach (var option in each.Command.Options)
            {
                yield return option;
            }
        }
    }

    // How many letters must be changed, added or taken out.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                left = Math.Min(Math.Min(row[j] + 1, left + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = left;
            }
        }

        return row[^1];
    }
}
