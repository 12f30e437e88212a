using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Chunks;

/// <summary>
/// The events of one logical workflow task: the command events of the last task, what happened since, and the started
/// event of the task in which workflow code receives them.
/// </summary>
/// <param name="Events">The events, in order.</param>
/// <param name="FollowingCommands">
/// The command events right after the chunk, in order; empty if there are none yet.
/// </param>
/// <param name="Completed">The completion of this task, if history has it; then this is a replay.</param>
/// <param name="Started">The started event that ends the chunk; null if history ends without one.</param>
internal sealed record HistoryChunk(
    ArraySegment<HistoryEvent> Events,
    ArraySegment<HistoryEvent> FollowingCommands,
    HistoryEvent? Completed,
    HistoryEvent? Started)
{
    /// <summary>
    /// The started event of the task in which workflow code first received these events: the first completed one,
    /// before heartbeats. Null if history ends without one.
    /// </summary>
    public HistoryEvent? FirstStarted
    {
        get
        {
            for (var i = 0; i + 1 < Events.Count; i++)
            {
                if (Events[i].EventType == EventType.WorkflowTaskStarted
                    && Events[i + 1].EventType == EventType.WorkflowTaskCompleted)
                {
                    return Events[i];
                }
            }

            return Started;
        }
    }
}
