using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Commands;

/// <summary>What every command of one workflow task is done with.</summary>
/// <param name="Turn">The decision.</param>
/// <param name="CompletedEventId">The completed event of the task, which the events of its commands name.</param>
/// <param name="Identity">The worker.</param>
internal sealed record CommandContext(Turn Turn, long CompletedEventId, string Identity)
{
    /// <summary>Whether a command calls for another workflow task by itself.</summary>
    public bool NeedsWorkflowTask { get; set; }

    /// <summary>Activities whose first attempt the worker takes with the answer, by their scheduled events.</summary>
    public List<long> EagerActivities { get; } = [];

    /// <summary>Whether the same task has asked for a child of this workflow id.</summary>
    public bool StartsChild(string workflowId) => Turn.State.Children.Values.Any(child =>
        child.WorkflowId == workflowId && child.Asked.WorkflowTaskCompletedEventId == CompletedEventId);

    /// <summary>A command that closes the run has to wait for events that the workflow has not seen.</summary>
    public BadCommand? RefuseCloseUnseen() =>
        Turn.State.Buffered.IsEmpty ? null : new BadCommand(WorkflowTaskFailedCause.UnhandledCommand);
}
