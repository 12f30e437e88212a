namespace Cairn.Exceptions;

/// <summary>Workflow code left its scheduler: Task.Run, Task.Delay, ConfigureAwait(false), a thread.</summary>
public class InvalidWorkflowSchedulerException : InvalidWorkflowOperationException
{
    private readonly string? origin;

    internal InvalidWorkflowSchedulerException(string message, string? stackTrace = null)
        : base(message) => origin = stackTrace;

    /// <summary>The stack of the offending code if it is known, else that of the throw.</summary>
    public override string? StackTrace => origin ?? base.StackTrace;
}
