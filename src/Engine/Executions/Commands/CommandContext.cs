using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Engine.Executions.Updates;

namespace Cairn.Engine.Executions.Commands;

/// <summary>The input that every command of one workflow task shares.</summary>
/// <param name="Turn">The decision.</param>
/// <param name="CompletedEventId">The completed event of the task, which the events of its commands name.</param>
/// <param name="Identity">The identity of the worker.</param>
/// <param name="Messages">The worker's messages about updates.</param>
/// <param name="Updates">Updates that are not in history yet.</param>
internal sealed record CommandContext(
    Turn Turn,
    long CompletedEventId,
    string Identity,
    IReadOnlyCollection<Message> Messages,
    TaskUpdates Updates)
{
    private int behind;

    /// <summary>Scheduled events of the activities whose first attempt the worker receives with the response.</summary>
    public List<long> EagerActivities { get; } = [];

    /// <summary>Ids of messages that were processed already, at the position of a command.</summary>
    public HashSet<string> TakenMessages { get; } = [];

    /// <summary>Updates that the workflow rejected, with the failures.</summary>
    public Dictionary<string, Failure> RejectedUpdates { get; } = [];

    /// <summary>Whether the same task has requested a child with this workflow id.</summary>
    public bool StartsChild(string workflowId) => Turn.State.Children.Values.Any(child =>
        child.WorkflowId == workflowId && child.Asked.WorkflowTaskCompletedEventId == CompletedEventId);

    /// <summary>
    /// Writes an event that comes after those of all commands, and that the workflow sees in its next task.
    /// </summary>
    public void WriteBehind(HistoryEvent e)
    {
        Turn.WriteBehind(e);
        behind++;
    }

    /// <summary>
    /// Rejects a command that closes the run while there are events that the workflow has not seen. Events that follow
    /// only from its own commands do not count.
    /// </summary>
    public BadCommand? RefuseCloseUnseen() =>
        Turn.State.Buffered.Count == behind ? null : new BadCommand(WorkflowTaskFailedCause.UnhandledCommand);
}
