namespace Cairn.Sdk.Replay;

/// <summary>Workflow code does not do what its history says that it did.</summary>
/// <param name="message">What history expects and what the code does, event by event.</param>
internal sealed class NondeterminismException(string message)
    : Exception($"[TMPRL1100] Nondeterminism error: {message}");
