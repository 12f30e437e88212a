using System.Text;

namespace Cairn.Tests.Engine;

/// <summary>One input: a verb, what it is about, its fields, and, for the end of a workflow task, commands.</summary>
/// <param name="Times">How often it is done.</param>
/// <param name="Words">The verb and the words without an equals sign that follow it.</param>
/// <param name="Fields">The words with an equals sign, in order.</param>
/// <param name="Commands">The indented lines below it.</param>
internal sealed record InputLine(
    int Times,
    IReadOnlyList<string> Words,
    IReadOnlyList<KeyValuePair<string, string>> Fields,
    IReadOnlyList<InputLine> Commands)
{
    /// <summary>The verb.</summary>
    public string Verb => Words[0];

    /// <summary>The value of a field, or another if it is not there.</summary>
    public string Get(string name, string otherwise = "") =>
        Fields.Where(field => field.Key == name).Select(field => field.Value).FirstOrDefault(otherwise).Trim('"');

    /// <summary>The fields but some.</summary>
    public IEnumerable<KeyValuePair<string, string>> FieldsBut(params string[] names) =>
        Fields.Where(field => !names.Contains(field.Key));

    /// <summary>Reads the inputs of a block.</summary>
    public static IEnumerable<InputLine> ParseAll(IEnumerable<string> lines)
    {
        InputLine? open = null;
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == ' ')
            {
                open = open!.With(line.Trim());
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = Parse(line);
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    /// <summary>An indented line is a command, or goes on with the fields of the line above it.</summary>
    private InputLine With(string line)
    {
        if (!IsField(Split(line).First()))
        {
            return this with { Commands = [.. Commands, Parse(line)] };
        }

        var fields = Split(line).Select(Pair);
        return Commands.Count == 0
            ? this with { Fields = [.. Fields, .. fields] }
            : this with { Commands = [.. Commands.SkipLast(1), Commands[^1].With(line)] };
    }

    private static InputLine Parse(string line)
    {
        var words = Split(line).ToList();
        var times = 1;
        if (words[0] == "repeat")
        {
            times = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
            words.RemoveRange(0, 2);
        }

        return new InputLine(
            times,
            [.. words.Where(word => !IsField(word))],
            [.. words.Where(IsField).Select(Pair)],
            []);
    }

    private static KeyValuePair<string, string> Pair(string word) =>
        KeyValuePair.Create(word.Split('=', 2)[0], word.Split('=', 2)[1]);

    private static bool IsField(string word) => word.Contains('=', StringComparison.Ordinal);

    private static IEnumerable<string> Split(string line)
    {
        var word = new StringBuilder();
        var quoted = false;
        var depth = 0;
        foreach (var c in line)
        {
            quoted ^= c == '"';
            depth += quoted ? 0 : c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            if (c == ' ' && !quoted && depth == 0)
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                }

                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
