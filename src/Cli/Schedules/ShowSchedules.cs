using System.CommandLine;
using Cairn.Api.Schedule.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;
using Google.Protobuf;

namespace Cairn.Cli.Schedules;

/// <summary><c>cairn schedule list</c> and <c>describe</c>.</summary>
internal static class ShowSchedules
{
    private static readonly Option<bool> Long = Texts.Switch("--long", "Shows more columns.", "-l");

    private static readonly Option<bool> ReallyLong =
        Texts.Switch("--really-long", "Shows all that there is, in JSON, a line for each schedule.");

    private static readonly Option<string> Query =
        Texts.Optional("--query", "QUERY", "Which: TemporalSchedulePaused = true.", "-q");

    public static Command List() => Verb.Of("list", "Lists schedules.", [Long, ReallyLong, Query], ListAsync);

    public static Command Describe() => Verb.Of(
        "describe",
        "Shows a schedule: what it starts, when, and what it did last.",
        [ScheduleOptions.Id],
        DescribeAsync);

    private static async Task ListAsync(Invocation call)
    {
        var isLong = call.Get(Long);
        var rows = new List<IReadOnlyList<string>>();
        var page = ByteString.Empty;
        call.Print.BeginList();
        do
        {
            var answer = await call.Service.ListSchedulesAsync(
                new() { Namespace = call.Namespace, Query = call.Text(Query), NextPageToken = page }, call.Rpc);
            foreach (var each in answer.Schedules)
            {
                call.Print.Item(each);
                if (call.Get(ReallyLong))
                {
                    call.Print.Line(ProtoJson.Write(ProtoJson.Node(each, shorthand: true), indented: false));
                    continue;
                }

                rows.Add(Row(call, each, isLong));
            }

            page = answer.NextPageToken;
        }
        while (!page.IsEmpty);
        call.Print.EndList();
        if (call.Get(ReallyLong))
        {
            return;
        }

        call.Print.Table(
            isLong
                ? ["ScheduleId", "Type", "Paused", "Next", "Last", "Specification", "Notes"]
                : ["ScheduleId", "Type", "Paused", "Next", "Last"],
            rows);
    }

    private static string[] Row(Invocation call, ScheduleListEntry each, bool isLong)
    {
        var (info, times) = (each.Info ?? new(), call.Print.Times);
        string[] row =
        [
            each.ScheduleId, info.WorkflowType?.Name ?? string.Empty, info.Paused ? "Paused" : string.Empty,
            times.Of(info.FutureActionTimes.FirstOrDefault()), times.Of(info.RecentActions.LastOrDefault()?.ActualTime),
        ];
        return isLong ? [.. row, Spec(info.Spec), info.Notes] : row;
    }

    private static async Task DescribeAsync(Invocation call)
    {
        var answer = await call.Service.DescribeScheduleAsync(
            new() { Namespace = call.Namespace, ScheduleId = call.Text(ScheduleOptions.Id) }, call.Rpc);
        if (call.Print.Json(answer))
        {
            return;
        }

        var (schedule, info, times) = (answer.Schedule, answer.Info, call.Print.Times);
        var workflow = schedule.Action?.StartWorkflow;
        call.Print.Card(
            "Schedule:",
            [
                ("ScheduleId", call.Text(ScheduleOptions.Id)),
                ("Paused", schedule.State?.Paused == true ? "Paused" : "no"),
                ("Notes", schedule.State?.Notes),
                ("Specification", Spec(schedule.Spec)),
                ("TimeZone", schedule.Spec?.TimezoneName),
                ("OverlapPolicy", $"{schedule.Policies?.OverlapPolicy}"),
                ("CatchupWindow", Times.Of(schedule.Policies?.CatchupWindow)),
                ("RemainingActions",
                    schedule.State?.LimitedActions == true ? $"{schedule.State.RemainingActions}" : null),
                ("WorkflowId", workflow?.WorkflowId),
                ("WorkflowType", workflow?.WorkflowType?.Name),
                ("TaskQueue", workflow?.TaskQueue?.Name),
                ("Input", ProtoJson.Text(workflow?.Input)),
                ("Created", times.Of(info.CreateTime)),
                ("Updated", times.Of(info.UpdateTime)),
                ("Actions", $"{info.ActionCount}"),
                ("Missed", info.MissedCatchupWindow > 0 ? $"{info.MissedCatchupWindow}" : null),
                ("Skipped", info.OverlapSkipped > 0 ? $"{info.OverlapSkipped}" : null),
                ("Running", string.Join(", ", info.RunningWorkflows.Select(running => running.WorkflowId))),
                ("Next", string.Join("\n", info.FutureActionTimes.Take(5).Select(times.Of))),
            ]);
        call.Print.Table(
            ["Time", "Started", "WorkflowId", "Status"],
            [
                .. info.RecentActions.Select(action => new[]
                {
                    times.Of(action.ScheduleTime), times.Of(action.ActualTime),
                    action.StartWorkflowResult?.WorkflowId ?? string.Empty, $"{action.StartWorkflowStatus}",
                }),
            ]);
    }

    // The structured form is long; its comment is what people wrote.
    private static string Spec(ScheduleSpec? spec) => spec is null
        ? string.Empty
        : string.Join("; ",
        [
            .. spec.Interval.Select(each => $"every {Times.Of(each.Interval)}"
                + (each.Phase?.ToTimeSpan() > TimeSpan.Zero ? $" at {Times.Of(each.Phase)}" : string.Empty)),
            .. spec.CronString,
            .. spec.StructuredCalendar.Select(each => each.Comment.Length > 0 ? each.Comment : Calendar(each)),
        ]);

    private static string Calendar(StructuredCalendarSpec each) =>
        $"{Ranges(each.Hour)}:{Ranges(each.Minute)}:{Ranges(each.Second)} on days {Ranges(each.DayOfMonth)} of months "
        + $"{Ranges(each.Month)}, weekdays {Ranges(each.DayOfWeek)}";

    private static string Ranges(IEnumerable<Api.Schedule.V1.Range> ranges) => string.Join(",", ranges.Select(range =>
        (range.End > range.Start ? $"{range.Start}-{range.End}" : $"{range.Start}")
        + (range.Step > 1 ? $"/{range.Step}" : string.Empty)));
}
