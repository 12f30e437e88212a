using System.CommandLine;

namespace Cairn.Cli.Options;

/// <summary>Options whose values are read from text by a function that says what is wrong with it.</summary>
internal static class Parsed
{
    /// <summary>An option with one value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">The placeholder of its value.</param>
    /// <param name="description">What it means.</param>
    /// <param name="read">Reads name and text; throws <see cref="FormatException"/>.</param>
    /// <param name="aliases">Other names.</param>
    public static Option<T?> One<T>(
        string name, string help, string description, Func<string, string, T> read, params string[] aliases) =>
        new(name, aliases)
        {
            Description = description,
            HelpName = help,
            CustomParser = result =>
            {
                try
                {
                    return read(name, result.Tokens is [.., var token] ? token.Value : string.Empty);
                }
                catch (FormatException wrong)
                {
                    result.AddError(wrong.Message);
                    return default;
                }
            },
        };

    /// <summary>An option that may be repeated.</summary>
    public static Option<T[]> Many<T>(
        string name, string help, string description, Func<string, string, T> read, params string[] aliases) =>
        new(name, aliases)
        {
            Description = $"{description} May be repeated.",
            HelpName = help,
            CustomParser = result =>
            {
                try
                {
                    return [.. result.Tokens.Select(token => read(name, token.Value))];
                }
                catch (FormatException wrong)
                {
                    result.AddError(wrong.Message);
                    return [];
                }
            },
        };
}
