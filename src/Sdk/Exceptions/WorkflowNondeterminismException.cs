using Cairn.Sdk.Replay;

namespace Cairn.Exceptions;

/// <summary>
/// Workflow code did something else on replay than its history says. The message shows both, event by event; the
/// properties name the first difference.
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

    /// <summary>The event at which code and history part; 0 if no single one can be named.</summary>
    public long EventId { get; }

    /// <summary>
    /// What history has there, such as <c>ActivityTaskScheduled(Charge)</c> or <c>no further command</c>; null if no
    /// single event can be named.
    /// </summary>
    public string? Expected { get; }

    /// <summary>
    /// What the code asks for instead, such as <c>StartTimer(1)</c>; null if it asks for nothing more.
    /// </summary>
    public string? Found { get; }

    /// <summary>The source file whose code asks for it, as it was compiled; null if it is not known.</summary>
    public string? CodeFile { get; }

    /// <summary>The line in <see cref="CodeFile"/>, from 1; 0 if it is not known.</summary>
    public int CodeLine { get; }
}
