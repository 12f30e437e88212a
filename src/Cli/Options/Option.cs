namespace Cairn.Cli.Options;

/// <summary>A word that changes what a command does.</summary>
/// <param name="Name">How it is written, with its dashes.</param>
/// <param name="Value">What stands for its value in the usage; null if it takes none.</param>
/// <param name="Help">What it means, in a line.</param>
/// <param name="Apply">Puts its value into the options; an empty one if it takes none.</param>
internal sealed record Option<TOptions>(
    string Name, string? Value, string Help, Func<TOptions, string, TOptions> Apply)
{
    /// <summary>One letter that means the same; null if there is none.</summary>
    public string? Short { get; init; }

    /// <summary>How it is written, with its value.</summary>
    public string Usage => $"{(Short is null ? "" : $"{Short}, ")}{Name}{(Value is null ? "" : $" {Value}")}";
}
