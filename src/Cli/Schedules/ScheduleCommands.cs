using System.CommandLine;
using Cairn.Api.Schedule.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Cairn.Cli.Workflows;
using Google.Protobuf.WellKnownTypes;
using Option = System.CommandLine.Option;

namespace Cairn.Cli.Schedules;

/// <summary><c>cairn schedule</c>.</summary>
internal static class ScheduleCommands
{
    private static readonly Option<Timestamp?> From = Instants.Required("--start-time", "The first time");

    private static readonly Option<Timestamp?> To = Instants.Required("--end-time", "The last time");

    private static readonly Option<bool> Pause = Texts.Switch("--pause", "Pauses it.");

    private static readonly Option<bool> Unpause = Texts.Switch("--unpause", "Lets it go on.");

    private static readonly Option<string> Reason =
        Texts.Optional("--reason", "TEXT", "Why, as its notes keep it. Default: who did it.");

    private static IEnumerable<Option> CreateOptions =>
        [.. ScheduleOptions.All, ScheduleOptions.Attributes, ScheduleOptions.Memo];

    public static Command Group() => Verb.Group(
        "schedule",
        "Starts workflows again and again, at times of a calendar.",
        Verb.Of("create", "Creates a schedule.", CreateOptions, CreateAsync),
        Verb.Of("update", "Replaces what a schedule starts, and when.", ScheduleOptions.All, UpdateAsync),
        ShowSchedules.List(),
        ShowSchedules.Describe(),
        Verb.Of("delete", "Removes a schedule. Workflows that it started go on.", [ScheduleOptions.Id], DeleteAsync),
        Verb.Of(
            "toggle",
            "Pauses a schedule, or lets it go on.",
            [ScheduleOptions.Id, Pause, Unpause, Reason],
            ToggleAsync),
        Verb.Of(
            "trigger",
            "Acts at once, as at one of its times.",
            [ScheduleOptions.Id, ScheduleOptions.Overlap],
            call => PatchAsync(
                call,
                new() { TriggerImmediately = new() { OverlapPolicy = call.Get(ScheduleOptions.Overlap) } },
                "The schedule was triggered.")),
        Verb.Of(
            "backfill",
            "Acts now for all its times within a period of the past.",
            [ScheduleOptions.Id, From, To, ScheduleOptions.Overlap],
            call => PatchAsync(
                call,
                new()
                {
                    BackfillRequest =
                    {
                        new BackfillRequest
                        {
                            StartTime = call.Get(From), EndTime = call.Get(To),
                            OverlapPolicy = call.Get(ScheduleOptions.Overlap),
                        },
                    },
                },
                "The backfill has begun.")),
        Verb.Of(
            "list-matching-times",
            "Lists the times of a schedule within a period.",
            [ScheduleOptions.Id, From, To],
            MatchingTimesAsync));

    private static async Task CreateAsync(Invocation call)
    {
        var schedule = ScheduleOptions.Read(call);
        await call.Service.CreateScheduleAsync(
            new()
            {
                Namespace = call.Namespace,
                ScheduleId = call.Text(ScheduleOptions.Id),
                Schedule = schedule,
                SearchAttributes = StartOptions.AttributesOf(call, ScheduleOptions.Attributes),
                Memo = StartOptions.MemoOf(call, ScheduleOptions.Memo),
                Identity = call.Identity,
                RequestId = Guid.NewGuid().ToString(),
            },
            call.Rpc);
        var hasTimes = schedule.Spec is { Calendar.Count: > 0 } or { CronString.Count: > 0 } or { Interval.Count: > 0 };
        call.Print.Line("The schedule was created."
            + (hasTimes ? string.Empty : " It has no times, so it acts only when it is triggered."));
    }

    private static async Task UpdateAsync(Invocation call)
    {
        await call.Service.UpdateScheduleAsync(
            new()
            {
                Namespace = call.Namespace,
                ScheduleId = call.Text(ScheduleOptions.Id),
                Schedule = ScheduleOptions.Read(call),
                Identity = call.Identity,
                RequestId = Guid.NewGuid().ToString(),
            },
            call.Rpc);
        call.Print.Line("The schedule was replaced.");
    }

    private static async Task DeleteAsync(Invocation call)
    {
        await call.Service.DeleteScheduleAsync(
            new()
            {
                Namespace = call.Namespace,
                ScheduleId = call.Text(ScheduleOptions.Id),
                Identity = call.Identity,
            },
            call.Rpc);
        call.Print.Line("The schedule is deleted.");
    }

    private static Task ToggleAsync(Invocation call)
    {
        if (call.Get(Pause) == call.Get(Unpause))
        {
            throw new CommandException("Say either --pause or --unpause.");
        }

        var reason = call.Has(Reason) ? call.Text(Reason) : $"cairn, by {call.Identity}";
        return call.Get(Pause)
            ? PatchAsync(call, new() { Pause = reason }, "The schedule is paused.")
            : PatchAsync(call, new() { Unpause = reason }, "The schedule goes on.");
    }

    private static async Task PatchAsync(Invocation call, SchedulePatch patch, string done)
    {
        await call.Service.PatchScheduleAsync(
            new()
            {
                Namespace = call.Namespace,
                ScheduleId = call.Text(ScheduleOptions.Id),
                Patch = patch,
                Identity = call.Identity,
                RequestId = Guid.NewGuid().ToString(),
            },
            call.Rpc);
        call.Print.Line(done);
    }

    private static async Task MatchingTimesAsync(Invocation call)
    {
        var answer = await call.Service.ListScheduleMatchingTimesAsync(
            new()
            {
                Namespace = call.Namespace,
                ScheduleId = call.Text(ScheduleOptions.Id),
                StartTime = call.Get(From),
                EndTime = call.Get(To),
            },
            call.Rpc);
        if (!call.Print.Json(answer))
        {
            foreach (var time in answer.StartTime)
            {
                call.Print.Line(call.Print.Times.Of(time));
            }
        }
    }
}
