using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Journal;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>Gives a workflow task to a worker.</summary>
public static class StartWorkflowTask
{
    /// <summary>Starts the task if it is still the one that was offered.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="scheduledEventId">The task that was offered.</param>
    /// <param name="attempt">The attempt that was offered.</param>
    /// <param name="requestId">The id of the poll.</param>
    /// <param name="identity">The worker that polls.</param>
    /// <param name="version">The build of the worker; null if it names none.</param>
    /// <returns>Whether the worker gets the task.</returns>
    public static bool Decide(
        Turn turn,
        long scheduledEventId,
        int attempt,
        string requestId,
        string identity,
        WorkerVersionStamp? version = null)
    {
        if (turn.State.Task is not { } task
            || !WorkflowTaskMachine.Table.Allows(task.Status, WorkflowTaskTrigger.Start)
            || task.ScheduledEventId != scheduledEventId
            || task.Attempt != attempt)
        {
            return false;
        }

        var bytes = turn.State.HistoryBytes;
        var suggest = bytes >= Limits.SuggestContinueAsNewBytes
            || turn.State.NextEventId > Limits.SuggestContinueAsNewEvents
            || turn.State.Updates.Count >= Limits.SuggestContinueAsNewUpdates;
        if (!task.HasEvents)
        {
            turn.Note(new Record
            {
                TransientTaskStarted = new TaskStarted
                {
                    RequestId = requestId,
                    Identity = identity,
                    Time = Timestamp.FromDateTimeOffset(turn.Now),
                    HistorySizeBytes = bytes,
                    SuggestContinueAsNew = suggest,
                    WorkerVersion = version,
                },
            });
        }
        else
        {
            turn.Write(Event(turn.State, scheduledEventId, requestId, identity, bytes, suggest, version));
        }

        return true;
    }

    /// <summary>Schedules the first task of a run and starts it for the caller that starts the run.</summary>
    internal static void Eagerly(Turn turn, string startRequestId, string identity)
    {
        var task = ScheduleWorkflowTask.Unoffered(turn);
        turn.Write(Event(
            turn.State, task.ScheduledEventId, startRequestId, identity, bytes: 0, suggest: false));
    }

    /// <summary>The started event of a task.</summary>
    internal static HistoryEvent Event(
        Execution state,
        long scheduledEventId,
        string requestId,
        string identity,
        long bytes,
        bool suggest,
        WorkerVersionStamp? version = null)
    {
        var started = new WorkflowTaskStartedEventAttributes
        {
            ScheduledEventId = scheduledEventId,
            RequestId = requestId,
            Identity = identity,
            HistorySizeBytes = bytes,
            SuggestContinueAsNew = suggest,
            WorkerVersion = version,
        };
        if (bytes >= Limits.SuggestContinueAsNewBytes)
        {
            started.SuggestContinueAsNewReasons.Add(SuggestContinueAsNewReason.HistorySizeTooLarge);
        }

        if (suggest && state.NextEventId > Limits.SuggestContinueAsNewEvents)
        {
            started.SuggestContinueAsNewReasons.Add(SuggestContinueAsNewReason.TooManyHistoryEvents);
        }

        if (suggest && state.Updates.Count >= Limits.SuggestContinueAsNewUpdates)
        {
            started.SuggestContinueAsNewReasons.Add(SuggestContinueAsNewReason.TooManyUpdates);
        }

        return new HistoryEvent
        {
            EventType = EventType.WorkflowTaskStarted,
            WorkflowTaskStartedEventAttributes = started,
        };
    }
}
