using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Google.Protobuf;

namespace Cairn.Tests.Runtime;

/// <summary>Requests for schedules that no server should take.</summary>
internal static class BadSchedules
{
    private static readonly string Long = new('x', 1001);

    public static IEnumerable<BadRequest> All => [.. Definitions, .. Specs, .. Patches, .. Missing];

    private static IEnumerable<BadRequest> Definitions =>
    [
        Create("no schedule id", "ScheduleId is not set on request.", r => r.ScheduleId = ""),
        Create(
            "long schedule id",
            "WorkflowId exceeds maximum allowed length (1024/1000)",
            r => r.ScheduleId = Long),
        Create("schedule without request id", "RequestId is not set on request.", r => r.RequestId = ""),
        Create("schedule with long request id", "RequestId length exceeds limit.", r => r.RequestId = Long),
        Create("no schedule", "Only StartWorkflow action is supported", r => r.Schedule = null),
        Create("no action", "Only StartWorkflow action is supported", r => r.Schedule.Action = null),
        Create("empty action", "Only StartWorkflow action is supported", r => r.Schedule.Action = new()),
        Create(
            "action without workflow id",
            "WorkflowId is not set on request.",
            r => r.Schedule.Action.StartWorkflow.WorkflowId = ""),
        Create(
            "action without type",
            "WorkflowType is not set on request.",
            r => r.Schedule.Action.StartWorkflow.WorkflowType = null),
        Create(
            "action without queue",
            "taskQueue is not set",
            r => r.Schedule.Action.StartWorkflow.TaskQueue = null),
        Create(
            "action with negative timeout",
            "An invalid WorkflowRunTimeoutSeconds is set on request. cause: negative duration",
            r => r.Schedule.Action.StartWorkflow.WorkflowRunTimeout = new() { Seconds = -1 }),
        Create(
            "action with cron",
            "Scheduled workflow must not contain CronSchedule",
            r => r.Schedule.Action.StartWorkflow.CronSchedule = "* * * * *"),
        Create(
            "action with reuse policy",
            "Scheduled workflow must not contain WorkflowIDReusePolicy",
            r => r.Schedule.Action.StartWorkflow.WorkflowIdReusePolicy =
                Api.Enums.V1.WorkflowIdReusePolicy.RejectDuplicate),
        Create(
            "negative catchup window",
            "Invalid catchup window: negative duration",
            r => r.Schedule.Policies.CatchupWindow = new() { Seconds = -1 }),
        Create(
            "unknown overlap policy",
            "Unknown overlap policy: 7",
            r => r.Schedule.Policies.OverlapPolicy = (Api.Enums.V1.ScheduleOverlapPolicy)7),
        Create(
            "negative number of remaining actions",
            "RemainingActions cannot be negative.",
            r => r.Schedule.State.RemainingActions = -1),
        Create(
            "action on a queue of the server's own",
            "task queue name cannot start with reserved prefix /_sys/",
            r => r.Schedule.Action.StartWorkflow.TaskQueue.Name = "/_sys/queue"),
        Create(
            "action with a priority that is none",
            "priority key can't be negative",
            r => r.Schedule.Action.StartWorkflow.Priority = new() { PriorityKey = -1 }),
        Create(
            "action with an unknown search attribute",
            "Namespace default has no mapping defined for search attribute Region",
            r => r.Schedule.Action.StartWorkflow.SearchAttributes = Region),
        Create(
            "action with more search attributes than its starts may have",
            "number of search attributes 102 exceeds limit 100",
            r => r.Schedule.Action.StartWorkflow.SearchAttributes = Many(100)),
        Create(
            "schedule with an unknown search attribute",
            "Namespace default has no mapping defined for search attribute Region",
            r => r.SearchAttributes = Region),
        Create(
            "schedule with a large memo",
            "Memo size exceeds limit.",
            r => r.Memo = new() { Fields = { ["large"] = new() { Data = Large } } }),
        Create(
            "action with a large header",
            "Blob data size exceeds limit.",
            r => r.Schedule.Action.StartWorkflow.Header = new() { Fields = { ["large"] = new() { Data = Large } } }),
        Create(
            "schedule with large notes",
            "Blob data size exceeds limit.",
            r => r.Schedule.State.Notes = new string('x', Large.Length)),
        Create("too many backfills at once", "number of backfills 1001 exceeds limit 1000", r =>
        {
            r.InitialPatch = new SchedulePatch();
            r.InitialPatch.BackfillRequest.AddRange(Enumerable.Repeat(new BackfillRequest(), 1001));
        }),
    ];

    private static ByteString Large => ByteString.CopyFrom(new byte[3 * 1024 * 1024]);

    private static Api.Common.V1.SearchAttributes Region => new()
    {
        IndexedFields = { ["Region"] = Harness.Payload("\"west\"").Payloads_[0] },
    };

    private static Api.Common.V1.SearchAttributes Many(int count)
    {
        var attributes = new Api.Common.V1.SearchAttributes();
        for (var i = 0; i < count; i++)
        {
            attributes.IndexedFields[$"a{i}"] = Harness.Payload("1").Payloads_[0];
        }

        return attributes;
    }


    private static IEnumerable<BadRequest> Specs =>
    [
        Spec("cron without fields", "CronString does not have 5-7 fields", s => s.CronString.Add("whenever")),
        Spec("short interval", "interval is too small", s => s.Interval.Add(new IntervalSpec())),
        Spec("negative phase", "phase is negative", s => s.Interval.Add(new IntervalSpec
        {
            Interval = new() { Seconds = 10 },
            Phase = new() { Seconds = -1 },
        })),
        Spec("long phase", "phase cannot be greater than Interval", s => s.Interval.Add(new IntervalSpec
        {
            Interval = new() { Seconds = 10 },
            Phase = new() { Seconds = 10 },
        })),
        Spec(
            "hour out of range",
            "invalid calendar spec: Hour Start is not in range [0-23]",
            s => s.StructuredCalendar.Add(new StructuredCalendarSpec
            {
                Hour = { new Api.Schedule.V1.Range { Start = 24 } },
            })),
        Spec(
            "calendar out of range",
            "Minute is not in range [0-59]",
            s => s.Calendar.Add(new CalendarSpec { Minute = "60" })),
        Spec(
            "long comment",
            "comment is too long",
            s => s.Calendar.Add(new CalendarSpec { Comment = new string('x', 201) })),
        Spec("unknown time zone", "unknown time zone Mars/Olympus", s => s.TimezoneName = "Mars/Olympus"),
        Spec(
            "time zone in binary",
            "timezone_data is not supported: name the time zone in timezone_name",
            s => s.TimezoneData = ByteString.CopyFrom(1)),
        Spec("negative jitter", "invalid jitter: negative duration", s => s.Jitter = new() { Seconds = -1 }),
        Spec("impossible start time", "a time is out of range", s => s.StartTime = new() { Seconds = long.MaxValue }),
    ];

    private static IEnumerable<BadRequest> Patches =>
    [
        Patch("no patch", "Patch is not set on request.", r => r.Patch = null),
        Patch("long notes", "Schedule notes exceeds limit.", r => r.Patch.Pause = Long),
        Patch(
            "backfill without times",
            "Backfill has no start time or no end time.",
            r => r.Patch.BackfillRequest.Add(new BackfillRequest())),
        Patch(
            "backfill of impossible times",
            "A time is out of range.",
            r => r.Patch.BackfillRequest.Add(new BackfillRequest
            {
                StartTime = new() { Seconds = long.MinValue },
                EndTime = new(),
            })),
        BadRequest.Invalid(
            "list of schedules with a page token that is none",
            "Invalid NextPageToken.",
            service => service.ListSchedulesAsync(new ListSchedulesRequest
            {
                Namespace = "default",
                NextPageToken = ByteString.CopyFrom(0xFF),
            })),
        BadRequest.Invalid(
            "matching times of impossible times",
            "A time is out of range.",
            service => service.ListScheduleMatchingTimesAsync(new ListScheduleMatchingTimesRequest
            {
                Namespace = "default",
                ScheduleId = "s",
                StartTime = new() { Nanos = -1 },
            })),
    ];

    private static IEnumerable<BadRequest> Missing =>
    [
        NotThere("describe", s => s.DescribeScheduleAsync(new() { Namespace = "default", ScheduleId = "x" })),
        NotThere("delete", s => s.DeleteScheduleAsync(new() { Namespace = "default", ScheduleId = "x" })),
        NotThere(
            "matching times",
            s => s.ListScheduleMatchingTimesAsync(new() { Namespace = "default", ScheduleId = "x" })),
        NotThere("patch", s => s.PatchScheduleAsync(new()
        {
            Namespace = "default",
            ScheduleId = "x",
            RequestId = "r",
            Patch = new(),
        })),
        NotThere("update", s => s.UpdateScheduleAsync(new()
        {
            Namespace = "default",
            ScheduleId = "x",
            RequestId = "r",
            Schedule = Scheduling.Request().Schedule,
        })),
    ];

    private static BadRequest Create(string name, string text, Action<CreateScheduleRequest> change)
    {
        var request = Scheduling.Request();
        change(request);
        return BadRequest.Invalid(name, text, service => service.CreateScheduleAsync(request));
    }

    private static BadRequest Spec(string name, string text, Action<ScheduleSpec> change) =>
        Create($"schedule: {name}", $"Invalid schedule spec: {text}", request => change(request.Schedule.Spec));

    private static BadRequest Patch(string name, string text, Action<PatchScheduleRequest> change)
    {
        var request = new PatchScheduleRequest
        {
            Namespace = "default",
            ScheduleId = "s",
            RequestId = "r",
            Patch = new SchedulePatch(),
        };
        change(request);
        return BadRequest.Invalid($"patch: {name}", text, service => service.PatchScheduleAsync(request));
    }

    private static BadRequest NotThere(string name, Func<Cairn.Protocol.IWorkflowService, Task> send) =>
        BadRequest.NotFound(
            $"no such schedule: {name}", "workflow not found for ID: temporal-sys-scheduler:x", send);
}
