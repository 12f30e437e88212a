using System.CommandLine;

namespace Cairn.Cli.Options;

/// <summary>Options whose values are texts or numbers.</summary>
internal static class Texts
{
    /// <summary>An option that may be left out.</summary>
    public static Option<string> Optional(string name, string help, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = help };

    /// <summary>An option that must be there.</summary>
    public static Option<string> Required(string name, string help, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = help, Required = true };

    /// <summary>A switch.</summary>
    public static Option<bool> Switch(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };

    /// <summary>A number that is not negative.</summary>
    public static Option<int?> Number(string name, string description, params string[] aliases)
    {
        var option = new Option<int?>(name, aliases) { Description = description, HelpName = "N" };
        option.CustomParser = result =>
        {
            var text = result.Tokens is [var token] ? token.Value : string.Empty;
            if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 0)
            {
                return number;
            }

            result.AddError($"{name} must be a whole number that is not negative, not {text}.");
            return null;
        };
        return option;
    }
}
