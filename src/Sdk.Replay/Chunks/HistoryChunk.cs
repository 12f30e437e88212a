using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Chunks;

/// <summary>
/// The events of one logical workflow task: what the last task's commands led to, what happened since, and the
/// started event of the task in which workflow code sees it all.
/// </summary>
/// <param name="Events">The events, in order.</param>
/// <param name="FollowingCommands">
/// The events right after the chunk that workflow code's own commands wrote, in order; empty if there are none yet.
/// </param>
/// <param name="Completed">The completion of this very task, when history has it; then this is a replay.</param>
/// <param name="Started">The started event that ends the chunk; null if history ends without one.</param>
internal sealed record HistoryChunk(
    ArraySegment<HistoryEvent> Events,
    ArraySegment<HistoryEvent> FollowingCommands,
    HistoryEvent? Completed,
    HistoryEvent? Started)
{
    /// <summary>
    /// The started event of the task in which workflow code saw it all when it was new: the first one that went
    /// through, before heartbeats. Null if history ends without one.
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
