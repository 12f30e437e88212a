using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>Types are named with the words of docs/GLOSSARY.md, not with those that it says to avoid.</summary>
internal sealed partial class Glossary
{
    private static readonly string[] s_rooms =
        ["src/Protocol", "src/Engine", "src/Storage", "src/Storage.Sqlite", "src/Runtime", "src/Sdk.Replay"];

    private readonly Dictionary<string, string> _termsByWordToAvoid = new(StringComparer.OrdinalIgnoreCase);

    private Glossary()
    {
    }

    /// <summary>The words to avoid.</summary>
    public IEnumerable<string> WordsToAvoid => _termsByWordToAvoid.Keys;

    private const StringSplitOptions WithoutBlanks =
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>Reads the rows | term | sentence | words to avoid |, the words separated by commas.</summary>
    public static Glossary Parse(string markdown)
    {
        var glossary = new Glossary();
        foreach (var line in markdown.Split('\n').Where(line => line.StartsWith('|')))
        {
            if (line.Trim().Trim('|').Split('|') is [var term, _, var avoid] && !term.TrimStart().StartsWith('-'))
            {
                foreach (var word in avoid.Split(',', WithoutBlanks))
                {
                    glossary._termsByWordToAvoid[word] = term.Trim();
                }
            }
        }
        return glossary;
    }

    /// <summary>Reports every type that has a word to avoid in its name.</summary>
    public IEnumerable<string> Check(SourceFile file) => !s_rooms.Any(file.IsUnder) ? [] :
        from type in file.Syntax().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        from word in Words().Matches(type.Identifier.Text).Select(match => match.Value)
        where _termsByWordToAvoid.ContainsKey(word)
        select $"{file.Path}:{SourceFile.LineOf(type)}: {type.Identifier.Text}: "
            + $"the word here is {_termsByWordToAvoid[word]}, not {word.ToLowerInvariant()}";

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}
