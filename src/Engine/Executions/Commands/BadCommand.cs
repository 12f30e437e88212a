using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Commands;

/// <summary>Why a command is rejected; this fails its whole workflow task.</summary>
/// <param name="Cause">The cause that the failed event names.</param>
/// <param name="Text">What is wrong; empty if the cause is enough.</param>
/// <param name="Terminates">Whether the run must be terminated, as when a payload is larger than the limit.</param>
public sealed record BadCommand(WorkflowTaskFailedCause Cause, string Text = "", bool Terminates = false)
{
    /// <summary>The message for the worker and for history.</summary>
    public string Message => Text.Length == 0 ? Cause.ToString() : $"{Cause}: {Text}";
}
