namespace Cairn.Sdk.Replay.Commands;

/// <summary>Where in the workflow's source a command was made, for messages.</summary>
/// <param name="File">The path at compile time; null if it is not known.</param>
/// <param name="Line">The line, from 1; 0 if it is not known.</param>
internal readonly record struct CallSite(string? File, int Line)
{
    /// <summary>" at File.cs:42", or nothing.</summary>
    public override string ToString() => File is null
        ? string.Empty
        : $" at {File[(File.LastIndexOfAny(['/', '\\']) + 1)..]}:{Line}";
}
