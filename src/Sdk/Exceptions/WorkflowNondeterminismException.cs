using Cairn.Sdk.Replay;

namespace Cairn.Exceptions;

/// <summary>
/// Workflow code did not do on replay what its history says. The message shows both, event by event; the properties
/// name the first difference.
/// </summary>
public class WorkflowNondeterminismException : InvalidWorkflowOperationException
{
    internal WorkflowNondeterminismException(NondeterminismException error)
        : base($"{error.Message} {ErrorPages.Nondeterminism}")
    {
        EventId = error.Difference?.EventId ?? 0;
        Expected = error.Difference?.Expected;
        Found = error.Difference?.Found;
        CodeFile = error.Difference?.Site.File;
        CodeLine = error.Difference?.Site.Line ?? 0;
    }

    /// <summary>The id of the event at which code and history differ; 0 if it is not known.</summary>
    public long EventId { get; }

    /// <summary>
    /// The event in the history, such as <c>ActivityTaskScheduled(Charge)</c> or <c>no further command</c>; null if it
    /// is not known.
    /// </summary>
    public string? Expected { get; }

    /// <summary>
    /// The command of the code, such as <c>StartTimer(1)</c>; null if the code produced no further command.
    /// </summary>
    public string? Found { get; }

    /// <summary>The source file of the command, as it was compiled; null if it is not known.</summary>
    public string? CodeFile { get; }

    /// <summary>The line in <see cref="CodeFile"/>, from 1; 0 if it is not known.</summary>
    public int CodeLine { get; }
}
