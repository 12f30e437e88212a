using Cairn.Engine.Schedules.Calendars;

namespace Cairn.Tests.Engine.Schedules;

public sealed class WallClockTests
{
    /// <summary>Zones that shift by an hour, by half an hour, around Ramadan, and by a whole day.</summary>
    private static readonly (string Zone, string From, int Days)[] Stretches =
    [
        ("UTC", "2024-02-25", 8),
        ("Europe/Berlin", "2024-03-29", 4),
        ("Europe/Berlin", "2024-10-25", 4),
        ("America/New_York", "2024-03-08", 4),
        ("America/New_York", "2024-11-01", 4),
        ("Australia/Lord_Howe", "2024-04-05", 4),
        ("Africa/Casablanca", "2024-03-08", 4),
        ("Pacific/Apia", "2011-12-28", 4),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    /// <summary>Every second minute, hour or day, from the first or the second on, as a whole.</summary>
    public static TheoryData<string, string, int, int, int> Periods => [..
        from stretch in Stretches
        from units in Enumerable.Range(1, 3)
        from first in (int[])[0, 1]
        select (stretch.Zone, stretch.From, stretch.Days, units, first)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_next_times_are_those_that_looking_at_every_second_finds(int seed)
    {
        var random = new Random(seed);
        var (name, from, days) = Stretches[random.Next(Stretches.Length)];
        var zone = TimeZones.Find(name)!;
        var calendar = RandomCalendar(random);
        var clock = new WallClock(calendar, zone);
        var begin = DateTimeOffset.Parse(from + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var end = begin.AddDays(days);

        var expected = new List<DateTimeOffset>();
        for (var time = begin.AddSeconds(1); time <= end; time = time.AddSeconds(1))
        {
            if (calendar.Matches(TimeZoneInfo.ConvertTime(time, zone).DateTime))
            {
                expected.Add(time);
            }
        }

        var found = new List<DateTimeOffset>();
        for (var time = clock.Next(begin); time <= end; time = clock.Next(time.Value))
        {
            found.Add(time.Value);
            Assert.True(clock.Matches(time.Value));
        }

        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(Periods))]
    public void All_seconds_match_through_the_end_of_a_period(string name, string from, int days, int units, int first)
    {
        var clock = new WallClock(
            new Calendar(
                [CalendarField.Second.All],
                Some(units > 1, CalendarField.Minute),
                Some(units > 2, CalendarField.Hour),
                Some(false, CalendarField.DayOfMonth),
                [CalendarField.Month.All],
                [CalendarField.DayOfWeek.All],
                []),
            TimeZones.Find(name)!);
        var begin = DateTimeOffset.Parse(from + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
            .AddDays(-4);
        var end = begin.AddDays(days + 4);

        var skipped = 0;
        for (var time = clock.Next(begin); time <= end; time = clock.Next(time.Value))
        {
            var through = clock.MatchesThrough(time.Value) ?? end;
            for (; time < through && time <= end; time = time.Value.AddSeconds(1), skipped++)
            {
                Assert.True(clock.Matches(time.Value));
            }

            Assert.True(clock.Matches(time.Value));
        }

        Assert.True(skipped > 0);

        IReadOnlyList<FieldRange> Some(bool all, CalendarField field) =>
            all ? [field.All] : [new FieldRange(field.Minimum + first, field.Maximum, 2)];
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_next_time_is_after_the_given_one_and_nothing_lies_between(int seed)
    {
        var random = new Random(seed);
        var zone = TimeZones.Find(Stretches[random.Next(Stretches.Length)].Zone)!;
        var clock = new WallClock(RandomCalendar(random), zone);
        for (var i = 0; i < 50; i++)
        {
            var after = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(
                random.NextInt64(TimeSpan.FromDays(36_000).Ticks));
            if (clock.Next(after) is not { } next)
            {
                continue;
            }

            Assert.True(next > after);
            Assert.True(clock.Matches(next));
            var between = after.AddTicks(random.NextInt64((next - after).Ticks));
            Assert.Equal(next, clock.Next(between));
        }
    }

    [Fact]
    public void Times_before_and_after_all_years_are_no_mistake()
    {
        var clock = new WallClock(RandomCalendar(new Random(3)), TimeZones.Find("Pacific/Apia")!);
        Assert.Equal(2000, clock.Next(DateTimeOffset.MinValue)!.Value.Year);
        Assert.Null(clock.Next(DateTimeOffset.MaxValue));
    }

    private static Calendar RandomCalendar(Random random) => new(
        Some(random, CalendarField.Second),
        Some(random, CalendarField.Minute),
        Some(random, CalendarField.Hour),
        Most(random, CalendarField.DayOfMonth),
        Most(random, CalendarField.Month),
        Most(random, CalendarField.DayOfWeek),
        year: [],
        isEitherDayEnough: random.Next(2) == 0);

    private static List<FieldRange> Most(Random random, CalendarField field) =>
        random.Next(3) > 0 ? [field.All] : Some(random, field);

    private static List<FieldRange> Some(Random random, CalendarField field) =>
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            var start = random.Next(field.Minimum, field.LargestWritten + 1);
            return new FieldRange(start, random.Next(start, field.LargestWritten + 1), random.Next(1, 10));
        }),
    ];
}
