using System.Globalization;
using Cairn.Api.Schedule.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Schedules.Calendars;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Engine.Schedules;

public sealed class ScheduleTimesTests
{
    private static readonly DateTimeOffset Begin = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [InlineData("every 1 min", "00:01 00:02 00:03", 60, 0)]
    [InlineData("every hour, at its 5th minute", "00:05 01:05 02:05", 3600, 300)]
    [InlineData("every 7 min since 1970", "00:03 00:10 00:17", 420, 0)]
    public void Intervals_count_from_1970(string name, string expected, int interval, int phase)
    {
        var spec = new ScheduleSpec
        {
            Interval = { new IntervalSpec { Interval = Seconds(interval), Phase = Seconds(phase) } },
        };
        Assert.True(name.Length > 0);
        Assert.Equal(expected, First(spec, 3));
    }

    [Fact]
    public void Lists_are_united_and_exclusions_taken_away()
    {
        var spec = new ScheduleSpec
        {
            Interval = { new IntervalSpec { Interval = Seconds(1800) } },
            CronString = { "15 * * * *", "30 * * * *" },
            Calendar = { new CalendarSpec { Hour = "*", Minute = "45" } },
            ExcludeCalendar = { new CalendarSpec { Hour = "1", Minute = "0-30" } },
        };
        Assert.Equal("00:15 00:30 00:45 01:45 02:00", First(spec, 5));
    }

    [Fact]
    public void Start_and_end_are_times_themselves()
    {
        var spec = new ScheduleSpec
        {
            Interval = { new IntervalSpec { Interval = Seconds(600) } },
            StartTime = Timestamp.FromDateTimeOffset(Begin.AddMinutes(30)),
            EndTime = Timestamp.FromDateTimeOffset(Begin.AddMinutes(50)),
        };
        Assert.Equal("00:30 00:40 00:50", First(spec, 5));
    }

    [Fact]
    public void Unlike_in_cron_both_days_must_match()
    {
        var spec = new ScheduleSpec { CronString = { "0 0 13 * FRI" } };
        Assert.Equal(
            new DateTimeOffset(2030, 9, 13, 0, 0, 0, TimeSpan.Zero), Times(spec).Next(Begin)!.Value.Nominal);
    }

    [Fact]
    public void Calendars_go_by_the_wall_clock_of_the_time_zone()
    {
        var spec = new ScheduleSpec { CronString = { "CRON_TZ=Asia/Tokyo 0 12 * * * # noon" } };
        Assert.Equal("03:00 03:00", First(spec, 2));
        Assert.Equal("Asia/Tokyo", ScheduleSpecs.Canonical(spec).TimezoneName);
        Assert.Equal("noon", ScheduleSpecs.Canonical(spec).StructuredCalendar[0].Comment);
    }

    [Fact]
    public void Nothing_is_no_time_and_neither_is_what_is_excluded_for_ever()
    {
        Assert.Null(Times(new ScheduleSpec()).Next(Begin));
        var spec = new ScheduleSpec
        {
            CronString = { "0 0 1 1 *" },
            ExcludeStructuredCalendar = { new StructuredCalendarSpec() },
        };
        Assert.Null(Times(spec).Next(Begin));
    }

    [Fact]
    public void A_time_after_many_years_of_excluded_seconds_is_found()
    {
        var spec = new ScheduleSpec
        {
            Interval = { new IntervalSpec { Interval = Seconds(1) } },
            ExcludeCalendar = { new CalendarSpec { Year = "2000-2098", Hour = "*", Minute = "*", Second = "*" } },
            TimezoneName = "Europe/Berlin",
        };
        Assert.Equal(
            new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)), Times(spec).Next(Begin)!.Value.Nominal);

        spec.ExcludeCalendar[0].Year = "";
        Assert.Null(Times(spec).Next(Begin));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Jitter_is_below_its_length_always_the_same_and_keeps_the_order(int seed)
    {
        var random = new Random(seed);
        var jitter = TimeSpan.FromSeconds(random.Next(1, 120));
        var spec = new ScheduleSpec
        {
            Interval = { new IntervalSpec { Interval = Seconds(60) } },
            Jitter = Duration.FromTimeSpan(jitter),
        };
        var times = Times(spec, $"{seed}").After(Begin).Take(200).ToList();
        Assert.Equal(times, Times(spec, $"{seed}").After(Begin).Take(200));
        Assert.All(times, time => Assert.InRange(time.Actual - time.Nominal, TimeSpan.Zero, jitter));
        Assert.Equal(times.Select(time => time.Actual).Order(), times.Select(time => time.Actual));
        Assert.True(times.Select(time => time.Actual - time.Nominal).Distinct().Count() > 50);
        Assert.NotEqual(times, Times(spec, "another").After(Begin).Take(200));

        var from = Begin.AddSeconds(random.Next(3600));
        Assert.Equal(times.Where(time => time.Actual > from), Times(spec, $"{seed}").ActingAfter(from)
            .TakeWhile(time => time.Nominal <= times[^1].Nominal));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_acts_next_is_found_however_long_the_jitter_is(int seed)
    {
        var random = new Random(seed);
        var spec = new ScheduleSpec
        {
            Interval = { new IntervalSpec { Interval = Seconds(random.Next(1, 5)) } },
            ExcludeCalendar = { new CalendarSpec { Hour = "*", Minute = "*/2", Second = "*" } },
            Jitter = Duration.FromTimeSpan(TimeSpan.FromDays(36500)),
            EndTime = Timestamp.FromDateTimeOffset(Begin.AddHours(1)),
        };
        var times = Times(spec, $"{seed}").After(Begin.AddMinutes(-5)).ToList();
        var from = Begin.AddMilliseconds(random.Next(3_600_000));
        Assert.Equal(times.Where(time => time.Actual > from), Times(spec, $"{seed}").ActingAfter(from));
        Assert.Equal(times.Where(time => time.Actual > from).Take(5), Times(spec, $"{seed}").ActingAfter(from).Take(5));
        Assert.Single(Times(spec, $"{seed}").ActingAfter(times[^1].Nominal.AddDays(100)).Take(9));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_canonical_form_is_its_own_canonical_form(int seed)
    {
        var random = new Random(seed);
        var spec = new ScheduleSpec
        {
            CronString = { $"*/{random.Next(1, 59)} {random.Next(24)} * * {random.Next(8)}", "@every 1h/5m" },
            Calendar = { new CalendarSpec { Year = "2030/2", Month = "feb-apr", DayOfWeek = "5-7" } },
            StructuredCalendar =
            {
                new StructuredCalendarSpec { Minute = { new Api.Schedule.V1.Range { Start = 7 } } },
            },
            TimezoneName = "Europe/Berlin",
        };
        var canonical = ScheduleSpecs.Canonical(spec);
        Assert.Equal(canonical, ScheduleSpecs.Canonical(canonical));
        Assert.Empty(canonical.CronString);
        Assert.Empty(canonical.Calendar);
    }

    [Theory]
    [InlineData("whenever", "CronString does not have 5-7 fields")]
    [InlineData("* * * * * * * *", "CronString does not have 5-7 fields")]
    [InlineData("@every", "CronString does not have interval after @every")]
    [InlineData("@every 10", "invalid duration \"10\" after @every")]
    [InlineData("@every 1s/2s/3s", "invalid duration \"1s/2s/3s\" after @every")]
    [InlineData("@every 10ms", "interval is too small")]
    [InlineData("@every 1m/1m", "phase cannot be greater than Interval")]
    [InlineData("TZ=UTC", "CronString has time zone but missing fields")]
    [InlineData("TZ=Mars/Olympus * * * * *", "unknown time zone Mars/Olympus")]
    [InlineData("60 * * * *", "Minute is not in range [0-59]")]
    [InlineData("* * * * * 1999", "Year is not in range [2000-2100]")]
    public void A_cron_string_that_is_none_is_refused(string cron, string expected) => Assert.Equal(
        expected,
        Assert.Throws<CalendarException>(() => ScheduleSpecs.Canonical(new() { CronString = { cron } })).Message);

    [Theory]
    [InlineData(24, 0, 0, "Hour Start is not in range [0-23]")]
    [InlineData(-1, 0, 0, "Hour Start is not in range [0-23]")]
    [InlineData(1, 24, 0, "Hour End is not in range [0-23]")]
    [InlineData(1, 2, -1, "Hour Step is not in range [0-23]")]
    public void A_number_that_is_out_of_range_is_refused(int start, int end, int step, string expected)
    {
        var range = new Api.Schedule.V1.Range { Start = start, End = end, Step = step };
        var spec = new ScheduleSpec { StructuredCalendar = { new StructuredCalendarSpec { Hour = { range } } } };
        Assert.Equal(
            $"invalid calendar spec: {expected}",
            Assert.Throws<CalendarException>(() => ScheduleSpecs.Canonical(spec)).Message);
    }

    [Fact]
    public void Jitter_ends_with_time_itself()
    {
        var spec = new ScheduleSpec
        {
            Interval = { new IntervalSpec { Interval = Seconds(1) } },
            StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.MaxValue.AddSeconds(-1)),
            Jitter = Seconds(1_000_000),
        };
        var last = Assert.Single(Times(spec).After(Begin));
        Assert.InRange(last.Actual, last.Nominal, DateTimeOffset.MaxValue);
    }

    [Fact]
    public void A_time_zone_that_this_machine_does_not_know_is_not_taken_for_another() => Assert.Equal(
        "unknown time zone Mars/Olympus",
        Assert.Throws<CalendarException>(
            () => new ScheduleTimes(new ScheduleSpec { TimezoneName = "Mars/Olympus" }, "seed")).Message);

    [Fact]
    public void Two_time_zones_are_refused() => Assert.Equal(
        "conflicting timezone names: UTC and Asia/Tokyo",
        Assert.Throws<CalendarException>(() => ScheduleSpecs.Canonical(new()
        {
            TimezoneName = "UTC",
            CronString = { "TZ=Asia/Tokyo * * * * *" },
        })).Message);

    private static Duration Seconds(int seconds) => new() { Seconds = seconds };

    private static ScheduleTimes Times(ScheduleSpec spec, string seed = "") => new(ScheduleSpecs.Canonical(spec), seed);

    private static string First(ScheduleSpec spec, int count) => string.Join(' ', Times(spec).After(Begin).Take(count)
        .Select(time => time.Nominal.ToString("HH:mm", CultureInfo.InvariantCulture)));
}
