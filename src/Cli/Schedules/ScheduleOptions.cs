using System.CommandLine;
using System.Text.Json;
using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Cairn.Cli.Workflows;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using Option = System.CommandLine.Option;

namespace Cairn.Cli.Schedules;

/// <summary>The options that say what a schedule starts, and when.</summary>
internal static class ScheduleOptions
{
    public static readonly Option<string> Id =
        Texts.Required("--schedule-id", "ID", "The schedule's id.", "-s");

    public static readonly Option<ScheduleOverlapPolicy> Overlap = Choice.Of(
        "--overlap-policy",
        "What happens at a time when the workflow of an earlier one still runs. Default: Skip.",
        [("Skip", ScheduleOverlapPolicy.Skip), ("BufferOne", ScheduleOverlapPolicy.BufferOne),
            ("BufferAll", ScheduleOverlapPolicy.BufferAll), ("CancelOther", ScheduleOverlapPolicy.CancelOther),
            ("TerminateOther", ScheduleOverlapPolicy.TerminateOther), ("AllowAll", ScheduleOverlapPolicy.AllowAll)]);

    private static readonly Option<CalendarSpec[]> Calendars = Parsed.Many(
        "--calendar", "JSON", "Times of a calendar: {\"dayOfWeek\":\"Fri\",\"hour\":\"17\"}.", Calendar);

    private static readonly Option<string[]> Crons = new("--cron")
    {
        Description = "Times of a cron specification: 30 12 * * Fri. May be repeated.", HelpName = "SPEC",
    };

    private static readonly Option<IntervalSpec[]> Intervals = Parsed.Many(
        "--interval", "DURATION[/PHASE]", "Again and again after this time: 1h, or 1d/8h.", Interval);

    private static readonly Option<Timestamp?> Start = Instants.Optional("--start-time", "No time before it");

    private static readonly Option<Timestamp?> End = Instants.Optional("--end-time", "No time after it");

    private static readonly Option<TimeSpan?> Jitter =
        Options.Duration.Optional("--jitter", "Each time is late by less than this. Default: not at all.");

    private static readonly Option<string> Zone =
        Texts.Optional("--time-zone", "NAME", "The zone of calendars, such as Europe/Vienna. Default: UTC.");

    private static readonly Option<TimeSpan?> Catchup = Options.Duration.Optional(
        "--catchup-window", "How late it may still act after the server was away. Default: a year.");

    private static readonly Option<bool> PauseOnFailure =
        Texts.Switch("--pause-on-failure", "Pauses the schedule when a workflow of it fails.");

    private static readonly Option<bool> Paused = Texts.Switch("--paused", "Begins paused.");

    private static readonly Option<string> Notes = Texts.Optional("--notes", "TEXT", "Notes for people.");

    private static readonly Option<int?> Remaining =
        Texts.Number("--remaining-actions", "How often it still acts. Default: no limit.");

    /// <summary>The search attributes of the schedule itself.</summary>
    public static readonly Option<string[]> Attributes =
        KeyValues.Of("--schedule-search-attribute", "A search attribute of the schedule itself");

    /// <summary>The memo of the schedule itself.</summary>
    public static readonly Option<string[]> Memo =
        KeyValues.Of("--schedule-memo", "An entry of the memo of the schedule itself");

    /// <summary>All of them, with those of the workflow.</summary>
    public static IEnumerable<Option> All =>
    [
        Id, Calendars, Crons, Intervals, Start, End, Jitter, Zone, Catchup, PauseOnFailure, Paused, Notes, Remaining,
        Overlap, .. StartOptions.Shared,
    ];

    /// <summary>The schedule.</summary>
    public static Schedule Read(Invocation call)
    {
        var start = StartOptions.Request(call, defaultId: call.Text(Id));
        return new()
        {
            Spec = new()
            {
                Calendar = { call.Get(Calendars) ?? [] },
                CronString = { call.Get(Crons) ?? [] },
                Interval = { call.Get(Intervals) ?? [] },
                StartTime = call.Get(Start),
                EndTime = call.Get(End),
                Jitter = Of(call.Get(Jitter)),
                TimezoneName = call.Text(Zone),
            },
            Action = new()
            {
                StartWorkflow = new()
                {
                    WorkflowId = start.WorkflowId,
                    WorkflowType = start.WorkflowType,
                    TaskQueue = start.TaskQueue,
                    Input = start.Input,
                    WorkflowExecutionTimeout = start.WorkflowExecutionTimeout,
                    WorkflowRunTimeout = start.WorkflowRunTimeout,
                    WorkflowTaskTimeout = start.WorkflowTaskTimeout,
                    Memo = start.Memo,
                    SearchAttributes = start.SearchAttributes,
                    UserMetadata = start.UserMetadata,
                    Priority = start.Priority,
                    Header = start.Header,
                },
            },
            Policies = new()
            {
                OverlapPolicy = call.Get(Overlap),
                CatchupWindow = Of(call.Get(Catchup)),
                PauseOnFailure = call.Get(PauseOnFailure),
            },
            State = new()
            {
                Notes = call.Text(Notes),
                Paused = call.Get(Paused),
                LimitedActions = call.Get(Remaining) is not null,
                RemainingActions = call.Get(Remaining) ?? 0,
            },
        };
    }

    private static Duration? Of(TimeSpan? duration) => duration is { } time ? Duration.FromTimeSpan(time) : null;

    private static CalendarSpec Calendar(string name, string text)
    {
        try
        {
            return JsonParser.Default.Parse<CalendarSpec>(text);
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or JsonException)
        {
            throw new FormatException(
                $$"""{{name}} must be like {"dayOfWeek":"Fri","hour":"17"}, not {{text}}: {{wrong.Message}}""");
        }
    }

    private static IntervalSpec Interval(string name, string text)
    {
        var parts = text.Split('/', 2);
        if (!Options.Duration.TryParse(parts[0], out var interval) || interval <= TimeSpan.Zero)
        {
            throw new FormatException($"{name} must be like 1h or 1d/8h, not {text}.");
        }

        var phase = TimeSpan.Zero;
        return parts.Length == 2 && !Options.Duration.TryParse(parts[1], out phase)
            ? throw new FormatException($"{name} must be like 1h or 1d/8h, not {text}.")
            : new() { Interval = Duration.FromTimeSpan(interval), Phase = Duration.FromTimeSpan(phase) };
    }
}
