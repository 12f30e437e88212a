using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Replay;

/// <summary>Short ways to write histories and commands.</summary>
internal static class Events
{
    public static List<HistoryEvent> History(params HistoryEvent[] events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            events[i].EventId = i + 1;
            events[i].EventTime = Timestamp.FromDateTime(new DateTime(2026, 1, 1, 0, 0, i, DateTimeKind.Utc));
        }

        return [.. events];
    }

    /// <summary>A run whose first task goes on.</summary>
    public static List<HistoryEvent> First() => History([Started(), .. NextTask()]);

    /// <summary>A run whose first task is done: what its commands led to comes next, from event 5 on.</summary>
    public static HistoryEvent[] Begun => [Started(), .. NextTask(), TaskCompleted()];

    public static HistoryEvent[] NextTask() => [TaskScheduled(), TaskStarted()];

    public static HistoryEvent Started() => new()
    {
        EventType = EventType.WorkflowExecutionStarted,
        WorkflowExecutionStartedEventAttributes = new()
        {
            WorkflowType = new() { Name = "W" }, OriginalExecutionRunId = "a",
        },
    };

    public static HistoryEvent TaskScheduled() => new() { EventType = EventType.WorkflowTaskScheduled };

    public static HistoryEvent TaskStarted() => new() { EventType = EventType.WorkflowTaskStarted };

    public static HistoryEvent TaskFailed(WorkflowTaskFailedCause cause = default, string newRunId = "") => new()
    {
        EventType = EventType.WorkflowTaskFailed,
        WorkflowTaskFailedEventAttributes = new() { Cause = cause, NewRunId = newRunId },
    };

    public static HistoryEvent TaskTimedOut() => new() { EventType = EventType.WorkflowTaskTimedOut };

    public static HistoryEvent TaskCompleted(uint[]? core = null, uint[]? language = null, string sdk = "") => new()
    {
        EventType = EventType.WorkflowTaskCompleted,
        WorkflowTaskCompletedEventAttributes = new()
        {
            SdkMetadata = new()
            {
                CoreUsedFlags = { core ?? [1, 2, 3] }, LangUsedFlags = { language ?? [] }, SdkName = sdk,
            },
        },
    };

    public static HistoryEvent Signaled(string name) => new()
    {
        EventType = EventType.WorkflowExecutionSignaled,
        WorkflowExecutionSignaledEventAttributes = new() { SignalName = name },
    };

    public static HistoryEvent CancelRequested() => new()
    {
        EventType = EventType.WorkflowExecutionCancelRequested,
        WorkflowExecutionCancelRequestedEventAttributes = new() { Cause = "why" },
    };

    public static HistoryEvent TimerStarted(string id) => new()
    {
        EventType = EventType.TimerStarted, TimerStartedEventAttributes = new() { TimerId = id },
    };

    public static HistoryEvent TimerFired(string id, long started) => new()
    {
        EventType = EventType.TimerFired, TimerFiredEventAttributes = new() { TimerId = id, StartedEventId = started },
    };

    public static HistoryEvent TimerCanceled(string id, long started) => new()
    {
        EventType = EventType.TimerCanceled,
        TimerCanceledEventAttributes = new() { TimerId = id, StartedEventId = started },
    };

    public static HistoryEvent ActivityScheduled(string type, string id = "1") => new()
    {
        EventType = EventType.ActivityTaskScheduled,
        ActivityTaskScheduledEventAttributes = new() { ActivityType = new() { Name = type }, ActivityId = id },
    };

    public static HistoryEvent ActivityStarted(long scheduled) => new()
    {
        EventType = EventType.ActivityTaskStarted,
        ActivityTaskStartedEventAttributes = new() { ScheduledEventId = scheduled },
    };

    public static HistoryEvent ActivityCompleted(long scheduled) => new()
    {
        EventType = EventType.ActivityTaskCompleted,
        ActivityTaskCompletedEventAttributes = new() { ScheduledEventId = scheduled },
    };

    public static HistoryEvent ActivityTimedOut(long scheduled) => new()
    {
        EventType = EventType.ActivityTaskTimedOut,
        ActivityTaskTimedOutEventAttributes = new() { ScheduledEventId = scheduled },
    };

    public static HistoryEvent ActivityFailed(long scheduled) => new()
    {
        EventType = EventType.ActivityTaskFailed,
        ActivityTaskFailedEventAttributes = new()
        {
            ScheduledEventId = scheduled, Failure = new() { Message = "boom" },
        },
    };

    public static HistoryEvent ActivityCancelRequested(long scheduled) => new()
    {
        EventType = EventType.ActivityTaskCancelRequested,
        ActivityTaskCancelRequestedEventAttributes = new() { ScheduledEventId = scheduled },
    };

    public static HistoryEvent ActivityCanceled(long scheduled) => new()
    {
        EventType = EventType.ActivityTaskCanceled,
        ActivityTaskCanceledEventAttributes = new() { ScheduledEventId = scheduled },
    };

    public static HistoryEvent PatchMarker(string id, bool deprecated = false) => new()
    {
        EventType = EventType.MarkerRecorded,
        MarkerRecordedEventAttributes = new()
        {
            MarkerName = "core_patch",
            Details =
            {
                ["patch-data"] = Payloads($$"""{"id":"{{id}}","deprecated":{{(deprecated ? "true" : "false")}}}"""),
            },
        },
    };

    public static HistoryEvent ChangeVersion() => new()
    {
        EventType = EventType.UpsertWorkflowSearchAttributes,
        UpsertWorkflowSearchAttributesEventAttributes = new()
        {
            SearchAttributes = new() { IndexedFields = { ["TemporalChangeVersion"] = new Payload() } },
        },
    };

    public static HistoryEvent Completed() => new()
    {
        EventType = EventType.WorkflowExecutionCompleted, WorkflowExecutionCompletedEventAttributes = new(),
    };

    public static Payloads Payloads(string json) => new()
    {
        Payloads_ = { new Payload { Data = ByteString.CopyFromUtf8(json) } },
    };

    public static WorkflowCommand.StartTimer StartTimer(uint seq) => new(seq, new Duration { Seconds = 1 }, null);

    public static WorkflowCommand.ScheduleActivity Schedule(
        uint seq, string type, ActivityCancellation cancellation = ActivityCancellation.TryCancel) => new(
        seq,
        new ScheduleActivityTaskCommandAttributes
        {
            ActivityId = seq.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ActivityType = new() { Name = type },
        },
        cancellation,
        null)
        {
            Site = new("/src/OrderWorkflow.cs", 42),
        };

    public static WorkflowCommand.CompleteWorkflow Complete() => new(Result: null);
}
