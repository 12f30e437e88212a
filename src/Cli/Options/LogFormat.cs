namespace Cairn.Cli.Options;

/// <summary>The form of a log.</summary>
internal enum LogFormat
{
    /// <summary>A line for each entry.</summary>
    Text,

    /// <summary>An object in JSON for each entry.</summary>
    Json,
}
