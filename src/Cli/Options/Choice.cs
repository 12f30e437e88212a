using System.CommandLine;

namespace Cairn.Cli.Options;

/// <summary>Options with several fixed values.</summary>
internal static class Choice
{
    /// <summary>An option whose default is the type's.</summary>
    public static Option<T> Of<T>(
        string name, string description, IReadOnlyList<(string Word, T Value)> choices, params string[] aliases)
    {
        var option = new Option<T>(name, aliases)
        {
            Description = description,
            HelpName = string.Join('|', choices.Select(choice => choice.Word)),
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. choices.Select(choice => choice.Word)]);
        option.CustomParser = result =>
        {
            var word = result.Tokens is [var token] ? token.Value : string.Empty;
            foreach (var choice in choices)
            {
                if (string.Equals(choice.Word, word, StringComparison.OrdinalIgnoreCase))
                {
                    return choice.Value;
                }
            }

            result.AddError(
                $"{name} must be {string.Join(", ", choices.Select(choice => choice.Word))}, not {word}.");
            return default;
        };
        return option;
    }
}
