using System.Globalization;
using Cairn.Engine.Schedules;

namespace Cairn.Tests.Engine.Schedules;

public sealed class CronExpressionTests
{
    private static readonly DateTimeOffset Now = At("2030-01-01T00:00:00Z"); // A Tuesday.

    [Theory]
    [InlineData("* * * * *", "2030-01-01T00:01:00Z", "2030-01-01T00:02:00Z")]
    [InlineData("*/15 * * * *", "2030-01-01T00:15:00Z", "2030-01-01T00:30:00Z")]
    [InlineData("5/20 3 * * *", "2030-01-01T03:05:00Z", "2030-01-01T03:25:00Z")]
    [InlineData("30 9-11/2 * * MON-FRI", "2030-01-01T09:30:00Z", "2030-01-01T11:30:00Z")]
    [InlineData("0 0 1 jan,jul ?", "2030-07-01T00:00:00Z", "2031-01-01T00:00:00Z")]
    [InlineData("0 12 * * 7", "2030-01-06T12:00:00Z", "2030-01-13T12:00:00Z")]
    [InlineData("0 0 29 2 *", "2032-02-29T00:00:00Z", "2036-02-29T00:00:00Z")]
    [InlineData("@hourly", "2030-01-01T01:00:00Z", "2030-01-01T02:00:00Z")]
    [InlineData("@daily", "2030-01-02T00:00:00Z", "2030-01-03T00:00:00Z")]
    [InlineData("@midnight", "2030-01-02T00:00:00Z", "2030-01-03T00:00:00Z")]
    [InlineData("@weekly", "2030-01-06T00:00:00Z", "2030-01-13T00:00:00Z")]
    [InlineData("@monthly", "2030-02-01T00:00:00Z", "2030-03-01T00:00:00Z")]
    [InlineData("@yearly", "2031-01-01T00:00:00Z", "2032-01-01T00:00:00Z")]
    [InlineData("@annually", "2031-01-01T00:00:00Z", "2032-01-01T00:00:00Z")]
    [InlineData("@every 1h30m", "2030-01-01T01:30:00Z", "2030-01-01T03:00:00Z")]
    [InlineData("@every 1.5s", "2030-01-01T00:00:01Z", "2030-01-01T00:00:02Z")]
    [InlineData("@every 10ms", "2030-01-01T00:00:01Z", "2030-01-01T00:00:02Z")]
    [InlineData("CRON_TZ=Asia/Tokyo 0 12 * * *", "2030-01-01T03:00:00Z", "2030-01-02T03:00:00Z")]
    [InlineData("TZ=America/New_York @daily", "2030-01-01T05:00:00Z", "2030-01-02T05:00:00Z")]
    public void The_next_times_are_those_that_robfig_cron_finds(string text, string first, string second)
    {
        var cron = CronExpression.Parse(text);
        Assert.Null(CronExpression.Check(text, Now));
        Assert.Equal(At(first), cron.Next(Now));
        Assert.Equal(At(second), cron.Next(At(first)));
    }

    [Theory]
    [InlineData("0 0 13 * FRI", "2030-01-04T00:00:00Z", "2030-01-11T00:00:00Z", "2030-01-13T00:00:00Z")]
    [InlineData("0 0 */2 * FRI", "2030-01-03T00:00:00Z", "2030-01-04T00:00:00Z", "2030-01-05T00:00:00Z")]
    [InlineData("0 0 * * FRI", "2030-01-04T00:00:00Z", "2030-01-11T00:00:00Z", "2030-01-18T00:00:00Z")]
    [InlineData("0 0 13 * *", "2030-01-13T00:00:00Z", "2030-02-13T00:00:00Z", "2030-03-13T00:00:00Z")]
    public void Of_two_restricted_days_either_is_enough(string text, params string[] expected)
    {
        var cron = CronExpression.Parse(text);
        var time = Now;
        Assert.Equal(expected.Select(At), expected.Select(_ => time = cron.Next(time)!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("whenever")]
    [InlineData("* * * *")]
    [InlineData("* * * * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("* * 32 * *")]
    [InlineData("* * * 13 *")]
    [InlineData("* * * * 8")]
    [InlineData("* * * * mo")]
    [InlineData("5-1 * * * *")]
    [InlineData("1-2-3 * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("*/1/2 * * * *")]
    [InlineData("*/-1 * * * *")]
    [InlineData("1,,2 * * * *")]
    [InlineData("+1 * * * *")]
    [InlineData("99999999999 * * * *")]
    [InlineData("@never")]
    [InlineData("@Daily")]
    [InlineData("@every")]
    [InlineData("@every 1")]
    [InlineData("@every 1x")]
    [InlineData("@every -1m")]
    [InlineData("@every 0s")]
    [InlineData("@every 9999999999h")]
    [InlineData("CRON_TZ=UTC")]
    [InlineData("CRON_TZ=Nowhere/Never * * * * *")]
    [InlineData("CRON_TZ=../../etc/passwd * * * * *")]
    public void What_is_no_schedule_is_refused(string text)
    {
        Assert.Null(CronExpression.TryParse(text));
        Assert.Equal(text.Length == 0 ? null : "invalid CronSchedule.", CronExpression.Check(text, Now));
    }

    [Theory]
    [InlineData("0 0 31 2 *")]
    [InlineData("0 0 30-31 2 ?")]
    public void A_schedule_whose_time_never_comes_is_refused(string text) => Assert.Equal(
        "invalid CronSchedule, no time can be found to satisfy the schedule", CronExpression.Check(text, Now));

    [Theory]
    [InlineData("@every 10s", "00:00:00.5", "00:00:00.7", "00:00:10")]
    [InlineData("@every 10s", "00:00:00", "00:00:10", "00:00:10")]
    [InlineData("@every 10s", "00:00:00", "00:00:10.1", "00:00:20")]
    [InlineData("@every 10s", "00:00:03", "00:01:00", "00:01:03")]
    [InlineData("0 * * * *", "00:10:00", "00:59:59.9", "01:00:00")]
    [InlineData("0 * * * *", "00:10:00", "01:00:00", "01:00:00")]
    [InlineData("0 * * * *", "01:00:00", "01:00:00", "02:00:00")]
    [InlineData("0 * * * *", "00:10:00", "05:30:00", "06:00:00")]
    public void The_next_run_of_a_chain_is_counted_from_the_start_and_not_before_the_close(
        string text, string start, string close, string expected) => Assert.Equal(
        Now + Span(expected), CronExpression.Parse(text).Next(Now + Span(start), Now + Span(close)));

    [Fact]
    public void Clocks_that_are_put_forward_leave_times_out_and_those_put_back_repeat_them()
    {
        var cron = CronExpression.Parse("CRON_TZ=Europe/Berlin 30 2 * * *");
        Assert.Equal(At("2030-04-01T00:30:00Z"), cron.Next(At("2030-03-30T12:00:00Z"))); // None on March 31.
        Assert.Equal(At("2030-10-27T00:30:00Z"), cron.Next(At("2030-10-26T12:00:00Z")));
        Assert.Equal(At("2030-10-27T01:30:00Z"), cron.Next(At("2030-10-27T00:30:00Z")));
        Assert.Equal(At("2030-10-28T01:30:00Z"), cron.Next(At("2030-10-27T01:30:00Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
