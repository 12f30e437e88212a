using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
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
    private int behind;

    /// <summary>Activities whose first attempt the worker takes with the answer, by their scheduled events.</summary>
    public List<long> EagerActivities { get; } = [];

    /// <summary>Ids of messages that were taken already, at the place of a command.</summary>
    public HashSet<string> TakenMessages { get; } = [];

    /// <summary>Updates that the workflow refused, and why.</summary>
    public Dictionary<string, Failure> RejectedUpdates { get; } = [];

    /// <summary>Whether the same task has asked for a child of this workflow id.</summary>
    public bool StartsChild(string workflowId) => Turn.State.Children.Values.Any(child =>
        child.WorkflowId == workflowId && child.Asked.WorkflowTaskCompletedEventId == CompletedEventId);

    /// <summary>
    /// Writes an event that stands behind those of all commands, and that the workflow sees in its next task.
    /// </summary>
    public void WriteBehind(HistoryEvent e)
    {
        Turn.WriteBehind(e);
        behind++;
    }

    /// <summary>
    /// A command that closes the run has to wait for events that the workflow has not seen; what followed from its own
    /// commands is given up.
    /// </summary>
    public BadCommand? RefuseCloseUnseen() =>
        Turn.State.Buffered.Count == behind ? null : new BadCommand(WorkflowTaskFailedCause.UnhandledCommand);
}
