using Cairn.Api.Schedule.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>
/// Advances a schedule when time has passed or a workflow has closed: finds the due starts, and decides which of them
/// start now.
/// </summary>
public static class AdvanceSchedule
{
    /// <summary>Decides what to do now.</summary>
    /// <returns>
    /// The effects to perform, in order. They follow from the state: a repeated call returns the same effects.
    /// </returns>
    public static IReadOnlyList<ScheduleEffect> Decide(ScheduleTurn turn)
    {
        TakeDue(turn);
        FillBack(turn);
        return ResolveOverlaps.Decide(turn);
    }

    /// <summary>
    /// When the schedule needs attention next; null if only a request or the end of a workflow can change anything.
    /// </summary>
    public static DateTimeOffset? NextTime(ScheduleTurn turn)
    {
        var state = turn.State;
        // The start that the others wait for may have been refused: then no workflow will close and let them continue.
        if (state.Starting.Count > 0
            || (state.Waiting.Count > 0 && !ResolveOverlaps.IsBusy(state))
            || (state.Backfills.Count > 0 && state.Waiting.Count < Limits.ScheduleBuffer))
        {
            return turn.Now;
        }

        return DueStarts.MayStart(state, isManual: false)
            ? turn.Times.Next(state.Processed.ToDateTimeOffset())?.Actual
            : null;
    }

    private static void TakeDue(ScheduleTurn turn)
    {
        var state = turn.State;
        if (!DueStarts.MayStart(state, isManual: false))
        {
            return;
        }

        var window = state.Schedule.Policies.CatchupWindow.ToTimeSpan();
        var due = turn.Times.After(state.Processed.ToDateTimeOffset())
            .TakeWhile(time => time.Actual <= turn.Now)
            .Take(Limits.ScheduleTimesAtOnce)
            .ToList();
        foreach (var time in due)
        {
            if (turn.Now - time.Actual > window)
            {
                state.Info.MissedCatchupWindow++;
            }
            else
            {
                DueStarts.Add(turn, ToWire(time.Nominal), ToWire(time.Actual));
            }

            state.Processed = ToWire(time.Nominal);
        }
    }

    /// <summary>Adds the starts of backfills, as long as there is room for them.</summary>
    private static void FillBack(ScheduleTurn turn)
    {
        var state = turn.State;
        while (state.Backfills.Count > 0 && state.Waiting.Count < Limits.ScheduleBuffer)
        {
            var backfill = state.Backfills[0];
            var room = Limits.ScheduleBuffer - state.Waiting.Count;
            var last = backfill.EndTime.ToDateTimeOffset();
            var first = backfill.StartTime.ToDateTimeOffset();
            var times = turn.Times.After(first == DateTimeOffset.MinValue ? first : first.AddTicks(-1))
                .TakeWhile(time => time.Nominal <= last).Take(room).ToList();
            foreach (var time in times)
            {
                DueStarts.AddManual(turn, ToWire(time.Nominal), backfill.OverlapPolicy);
            }

            if (times.Count < room)
            {
                state.Backfills.RemoveAt(0);
            }
            else
            {
                state.Backfills[0] = new BackfillRequest
                {
                    StartTime = ToWire(times[^1].Nominal.AddTicks(1)),
                    EndTime = backfill.EndTime,
                    OverlapPolicy = backfill.OverlapPolicy,
                };
            }
        }
    }

    private static Timestamp ToWire(DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);
}
