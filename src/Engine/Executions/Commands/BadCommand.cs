using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Commands;

/// <summary>Why a command is not done: it fails its whole workflow task.</summary>
/// <param name="Cause">The cause that the failed event names.</param>
/// <param name="Text">What is wrong; empty where the cause says all.</param>
/// <param name="Terminates">Whether the run cannot go on at all, as when a payload is too large to keep.</param>
public sealed record BadCommand(WorkflowTaskFailedCause Cause, string Text = "", bool Terminates = false)
{
    /// <summary>The message that worker and history get.</summary>
    public string Message => Text.Length == 0 ? Cause.ToString() : $"{Cause}: {Text}";
}
