using Cairn.Engine.Schedules;

namespace Cairn.Engine.Rules;

/// <summary>When the next run of a workflow with a cron schedule is due.</summary>
internal static class CronSchedules
{
    /// <summary>
    /// How long the next run waits; null if the workflow has no schedule, or the schedule has no further time.
    /// </summary>
    /// <param name="schedule">The schedule; empty for none.</param>
    /// <param name="begun">When the run before it was due, from which an interval counts.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Backoff(string schedule, DateTimeOffset begun, DateTimeOffset now) =>
        schedule.Length == 0 ? null : CronExpression.TryParse(schedule)?.Next(begun, now) - now;
}
