using System.Diagnostics.Metrics;
using Cairn.Engine.Schedules;

namespace Cairn.Runtime.Metrics;

/// <summary>What schedules start, and how late.</summary>
internal static class ScheduleMetrics
{
    private static readonly Counter<long> Started = Instruments.Counter(
        "schedule_action_success", "Workflows that schedules started.");

    private static readonly Counter<long> Failed = Instruments.Counter(
        "schedule_action_errors", "Attempts of schedules to start a workflow that failed.");

    private static readonly Histogram<double> Delay = Instruments.Durations(
        "schedule_action_delay", Instruments.Moments,
        "How late schedules started workflows, from the time that was due to the start, in seconds.");

    private static readonly Counter<long> Missed = Instruments.Counter(
        "schedule_missed_catchup_window", "Times of schedules that were past their catch-up window.");

    private static readonly Counter<long> Skipped = Instruments.Counter(
        "schedule_overlap_skipped", "Times of schedules that were left out, because an earlier workflow still ran.");

    private static readonly Counter<long> Dropped = Instruments.Counter(
        "schedule_buffer_overruns", "Times of schedules that were lost, because too many waited.");

    static ScheduleMetrics() => Instruments.Gauge<double>(
        "cairn_schedule_overdue_seconds",
        node => node.Node is { } running
            ? [new(running.Schedules.Overdue.TotalSeconds)]
            : [],
        "How long the schedule that is most overdue has been due, in seconds; 0 if none is.");

    /// <summary>Publishes the instruments, once in a process.</summary>
    public static void Publish()
    {
        // The static constructor does it.
    }

    /// <summary>A change of a schedule is durable.</summary>
    public static void Change(LabelSet labels, ScheduleDocument before, ScheduleDocument after)
    {
        var (old, now) = (before.Info, after.Info);
        Add(Missed, labels, now.MissedCatchupWindow - old.MissedCatchupWindow);
        Add(Skipped, labels, now.OverlapSkipped - old.OverlapSkipped);
        Add(Dropped, labels, now.BufferDropped - old.BufferDropped);
        var started = now.ActionCount - old.ActionCount;
        Add(Started, labels, started);
        for (var i = Math.Max(0, now.RecentActions.Count - (int)started); i < now.RecentActions.Count; i++)
        {
            var action = now.RecentActions[i];
            var delay = action.ActualTime.ToDateTimeOffset() - action.ScheduleTime.ToDateTimeOffset();
            Delay.Record(Math.Max(0, delay.TotalSeconds), labels.Tags);
        }
    }

    /// <summary>A schedule tried to start a workflow.</summary>
    public static void Try(LabelSet labels, bool hasFailed) => Failed.Add(hasFailed ? 1 : 0, labels.Tags);

    private static void Add(Counter<long> counter, LabelSet labels, long amount)
    {
        if (amount > 0)
        {
            counter.Add(amount, labels.Tags);
        }
    }
}
