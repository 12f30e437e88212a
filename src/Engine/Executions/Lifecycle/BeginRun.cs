using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Begins a run: the first of a chain, or a later one.</summary>
internal static class BeginRun
{
    /// <summary>Writes the first records of a run.</summary>
    /// <param name="key">The namespace, workflow id and run id.</param>
    /// <param name="startRequestId">The request id of the start.</param>
    /// <param name="now">The time.</param>
    /// <param name="started">The started event.</param>
    /// <param name="signal">The event of a signal that comes before its first workflow task; null for none.</param>
    /// <param name="isHeld">Whether its first workflow task waits until the parent knows of the run.</param>
    /// <param name="eagerIdentity">
    /// The worker that receives the first workflow task with the response; null for any worker that polls.
    /// </param>
    public static Turn Now(
        ExecutionKey key,
        string startRequestId,
        DateTimeOffset now,
        HistoryEvent started,
        HistoryEvent? signal = null,
        bool isHeld = false,
        string? eagerIdentity = null)
    {
        var turn = new Turn(state: null, now);
        turn.Note(new Record
        {
            Born = new Born
            {
                Namespace = key.Namespace.Value,
                WorkflowId = key.WorkflowId.Value,
                RunId = key.RunId.Value,
                StartRequestId = startRequestId,
                StartTime = Timestamp.FromDateTimeOffset(now),
                IsHeld = isHeld,
            },
        });
        turn.Write(started);
        if (signal is not null)
        {
            turn.Write(signal);
        }

        if (eagerIdentity is null)
        {
            ScheduleWorkflowTask.IfNeeded(turn);
        }
        else
        {
            StartWorkflowTask.Eagerly(turn, startRequestId, eagerIdentity);
        }

        return turn;
    }
}
