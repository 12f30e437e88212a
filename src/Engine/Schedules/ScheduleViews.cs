using Cairn.Api.Common.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules.Calendars;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>Describes a schedule in the messages of the API.</summary>
public static class ScheduleViews
{
    /// <summary>The answer to DescribeSchedule.</summary>
    public static DescribeScheduleResponse Describe(ScheduleTurn turn)
    {
        var state = turn.State;
        var info = state.Info.Clone();
        info.BufferSize = state.Waiting.Count;
        info.RunningWorkflows.AddRange(
            state.Running.Where(action => !action.IsBeside).Select(action => action.Execution));
        info.FutureActionTimes.AddRange(FutureTimes(turn, Limits.ScheduleActionsShown));
        return new DescribeScheduleResponse
        {
            Schedule = state.Schedule,
            Info = info,
            Memo = Some(state.Memo),
            SearchAttributes = Some(state.SearchAttributes),
            ConflictToken = DefineSchedule.Token(state),
        };
    }

    /// <summary>The entry of a schedule in a list.</summary>
    public static ScheduleListEntry Entry(ScheduleTurn turn)
    {
        var state = turn.State;
        var recent = state.Info.RecentActions;
        return new ScheduleListEntry
        {
            ScheduleId = state.ScheduleId,
            Memo = Some(state.Memo),
            SearchAttributes = Some(state.SearchAttributes),
            Info = new ScheduleListInfo
            {
                Spec = Shortened(state.Schedule.Spec),
                WorkflowType = state.Schedule.Action.StartWorkflow.WorkflowType,
                Notes = state.Schedule.State.Notes,
                Paused = state.Schedule.State.Paused,
                RecentActions = { recent.Skip(recent.Count - Limits.ScheduleActionsListed) },
                FutureActionTimes = { FutureTimes(turn, Limits.ScheduleActionsListed) },
            },
        };
    }

    /// <summary>The times of the schedule in a period, both ends included.</summary>
    public static IEnumerable<Timestamp> MatchingTimes(ScheduleTurn turn, DateTimeOffset from, DateTimeOffset to) =>
        turn.Times.ActingAfter(from == DateTimeOffset.MinValue ? from : from.AddTicks(-1))
            .TakeWhile(time => time.Actual <= to)
            .Take(Limits.ScheduleMatchingTimes)
            .Select(time => Timestamp.FromDateTimeOffset(time.Actual));

    /// <summary>The memo if it has fields; else null.</summary>
    private static Memo? Some(Memo? memo) => memo is { Fields.Count: > 0 } ? memo : null;

    /// <summary>The search attributes if there are any; else null.</summary>
    private static SearchAttributes? Some(SearchAttributes? attributes) =>
        attributes is { IndexedFields.Count: > 0 } ? attributes : null;

    /// <summary>The next times of the schedule; empty if this machine does not know its time zone.</summary>
    private static IEnumerable<Timestamp> FutureTimes(ScheduleTurn turn, int count)
    {
        var state = turn.State.Schedule.State;
        var left = state.LimitedActions ? (int)Math.Clamp(state.RemainingActions, 0, count) : count;
        try
        {
            return turn.Times.ActingAfter(turn.Now)
                .Take(left)
                .Select(time => Timestamp.FromDateTimeOffset(time.Actual));
        }
        catch (CalendarException)
        {
            return [];
        }
    }

    private static ScheduleSpec Shortened(ScheduleSpec spec)
    {
        var shortened = spec.Clone();
        Cut(shortened.StructuredCalendar);
        Cut(shortened.Interval);
        Cut(shortened.ExcludeStructuredCalendar);
        return shortened;
    }

    private static void Cut<T>(IList<T> list)
    {
        while (list.Count > Limits.ScheduleActionsShown)
        {
            list.RemoveAt(list.Count - 1);
        }
    }
}
