namespace Cairn.Cli.Verbs;

/// <summary>A command cannot do what it was asked for. The message is one line that says why, and what to do.</summary>
/// <param name="message">The line.</param>
internal sealed class CommandException(string message) : Exception(message);
