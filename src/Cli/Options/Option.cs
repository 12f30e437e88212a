namespace Cairn.Cli.Options;

/// <summary>An option of a command.</summary>
/// <param name="Name">Its name, with dashes.</param>
/// <param name="Value">The placeholder of its value in the usage text; null if it takes none.</param>
/// <param name="Help">Its meaning, in one line.</param>
/// <param name="Apply">Sets the value in the options; receives an empty text if it takes none.</param>
internal sealed record Option<TOptions>(
    string Name, string? Value, string Help, Func<TOptions, string, TOptions> Apply)
{
    /// <summary>The short name, with one letter; null if there is none.</summary>
    public string? Short { get; init; }

    /// <summary>Its names and placeholder, for the usage text.</summary>
    public string Usage => $"{(Short is null ? "" : $"{Short}, ")}{Name}{(Value is null ? "" : $" {Value}")}";
}
