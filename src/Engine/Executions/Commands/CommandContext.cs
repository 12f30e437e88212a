using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Engine.Executions.Updates;

namespace Cairn.Engine.Executions.Commands;

/// <summary>What every command of one workflow task is done with.</summary>
/// <param name="Turn">The decision.</param>
/// <param name="CompletedEventId">The completed event of the task, which the events of its commands name.</param>
/// <param name="Identity">The worker.</param>
/// <param name="Messages">What the worker says about updates.</param>
/// <param name="Updates">Updates that history does not know yet.</param>
internal sealed record CommandContext(
    Turn Turn,
    long CompletedEventId,
    string Identity,
    IReadOnlyCollection<Message> Messages,
    TaskUpdates Updates)
{
    /// <summary>Whether a command calls for another workflow task by itself.</summary>
    public bool NeedsWorkflowTask { get; set; }

    /// <summary>Activities whose first attempt the worker takes with the answer, by their scheduled events.</summary>
    public List<long> EagerActivities { get; } = [];

    /// <summary>Ids of messages that were taken already, at the place of a command.</summary>
    public HashSet<string> TakenMessages { get; } = [];

    /// <summary>Updates that the workflow refused, and why.</summary>
    public Dictionary<string, Failure> RejectedUpdates { get; } = [];

    /// <summary>Whether the same task has asked for a child of this workflow id.</summary>
    public bool StartsChild(string workflowId) => Turn.State.Children.Values.Any(child =>
        child.WorkflowId == workflowId && child.Asked.WorkflowTaskCompletedEventId == CompletedEventId);

    /// <summary>A command that closes the run has to wait for events that the workflow has not seen.</summary>
    public BadCommand? RefuseCloseUnseen() =>
        Turn.State.Buffered.IsEmpty ? null : new BadCommand(WorkflowTaskFailedCause.UnhandledCommand);
}
