using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>
/// The events of a transient workflow task. Workers receive them at the end of the history; they enter history only if
/// the attempt completes.
/// </summary>
public static class TransientEvents
{
    /// <summary>
    /// The scheduled event, and the started event if a worker has the task; none for a first attempt.
    /// </summary>
    public static IEnumerable<HistoryEvent> Of(Execution state)
    {
        if (state.Task is not { HasEvents: false } task)
        {
            yield break;
        }

        yield return new HistoryEvent
        {
            EventId = task.ScheduledEventId,
            EventTime = Timestamp.FromDateTimeOffset(task.ScheduledTime),
            EventType = EventType.WorkflowTaskScheduled,
            TaskId = Limits.FirstTaskId + task.ScheduledEventId,
            WorkflowTaskScheduledEventAttributes = new WorkflowTaskScheduledEventAttributes
            {
                TaskQueue = task.Queue,
                StartToCloseTimeout = task.StartToCloseTimeout,
                Attempt = task.Attempt,
            },
        };

        if (task.IsStarted)
        {
            var started = StartWorkflowTask.Event(
                state,
                task.ScheduledEventId,
                task.RequestId,
                task.Identity,
                task.HistoryBytes,
                task.SuggestContinueAsNew,
                task.WorkerVersion);
            started.EventId = task.StartedEventId;
            started.TaskId = Limits.FirstTaskId + task.StartedEventId;
            started.EventTime = Timestamp.FromDateTimeOffset(task.StartedTime);
            yield return started;
        }
    }
}
