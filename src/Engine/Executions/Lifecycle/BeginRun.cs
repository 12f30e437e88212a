using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>The birth of a run: of the first one of a chain, and of each that follows.</summary>
internal static class BeginRun
{
    /// <summary>Writes the first records of a run.</summary>
    /// <param name="key">The run.</param>
    /// <param name="startRequestId">The request id that starts it.</param>
    /// <param name="now">The time.</param>
    /// <param name="started">Its first event.</param>
    /// <param name="signal">The event of a signal that it has before its first workflow task; null for none.</param>
    /// <param name="isHeld">Whether its first workflow task waits for its parent.</param>
    /// <param name="eagerIdentity">Who gets the first workflow task with the answer; null for whoever polls.</param>
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
