using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Cairn.Api.Schedule.V1;
using Cairn.Engine.Rules;
using Cairn.Engine.Schedules.Calendars;

namespace Cairn.Engine.Schedules;

/// <summary>The times of a canonical spec.</summary>
public sealed class ScheduleTimes
{
    private readonly IReadOnlyList<WallClock> clocks;
    private readonly IReadOnlyList<WallClock> excluded;
    private readonly IReadOnlyList<(long Interval, long Phase)> intervals;
    private readonly DateTimeOffset start;
    private readonly DateTimeOffset end;
    private readonly TimeSpan jitter;
    private readonly byte[] seed;

    /// <summary>Compiles a spec for look-up.</summary>
    /// <param name="spec">A canonical spec.</param>
    /// <param name="seed">Makes the jitter of two schedules differ.</param>
    /// <exception cref="CalendarException">
    /// The machine does not know the time zone: the one on which the schedule was made did.
    /// </exception>
    public ScheduleTimes(ScheduleSpec spec, string seed)
        : this(spec, seed, TimeZones.Get(spec.TimezoneName))
    {
    }

    /// <summary>Compiles a spec for look-up, in a zone that need not have a known name.</summary>
    /// <param name="spec">A canonical spec.</param>
    /// <param name="seed">Makes the jitter of two schedules differ.</param>
    /// <param name="zone">The time zone of its calendars.</param>
    public ScheduleTimes(ScheduleSpec spec, string seed, TimeZoneInfo zone)
    {
        clocks = [.. spec.StructuredCalendar.Select(c => new WallClock(StructuredCalendars.Compile(c), zone))];
        excluded = [.. spec.ExcludeStructuredCalendar.Select(c => new WallClock(StructuredCalendars.Compile(c), zone))];
        intervals = [.. spec.Interval.Select(interval => (
            Durations.Read(interval.Interval)!.Value.Ticks, Durations.Read(interval.Phase)?.Ticks ?? 0L))];
        start = spec.StartTime?.ToDateTimeOffset() ?? DateTimeOffset.MinValue;
        end = spec.EndTime?.ToDateTimeOffset() ?? DateTimeOffset.MaxValue;
        jitter = Durations.Read(spec.Jitter) ?? TimeSpan.Zero;
        this.seed = Encoding.UTF8.GetBytes(seed);
    }

    /// <summary>The first time whose nominal time is after the given one; null if there is none.</summary>
    public ScheduledTime? Next(DateTimeOffset after)
    {
        if (NextNominal(after) is not { } nominal)
        {
            return null;
        }

        // Jitter never reaches the next time, so times keep their order.
        var gap = jitter > TimeSpan.Zero && NextNominal(nominal) is { } following ? following - nominal : jitter;
        var longest = jitter < gap ? jitter : gap;
        var left = DateTimeOffset.MaxValue - nominal;
        return new ScheduledTime(nominal, nominal + Jitter(nominal, longest < left ? longest : left));
    }

    /// <summary>The times after the given one, in order.</summary>
    public IEnumerable<ScheduledTime> After(DateTimeOffset time)
    {
        for (var next = Next(time); next is { } found; next = Next(found.Nominal))
        {
            yield return found;
        }
    }

    /// <summary>The times whose actual time is after the given one, in order.</summary>
    public IEnumerable<ScheduledTime> ActingAfter(DateTimeOffset time)
    {
        // Jitter never reaches the next time, so no time before the last nominal one has an actual time after the given
        // one.
        var last = LastNominal(time);
        return After(last > DateTimeOffset.MinValue ? last.AddTicks(-1) : last).Where(found => found.Actual > time);
    }

    /// <summary>
    /// The last nominal time up to a given time; if there is none within the jitter before it, the beginning of that
    /// period.
    /// </summary>
    private DateTimeOffset LastNominal(DateTimeOffset time)
    {
        // The search goes back in growing steps, then by halves: within a jitter of a year there may be millions of
        // times.
        var low = time - DateTimeOffset.MinValue > jitter ? time - jitter : DateTimeOffset.MinValue;
        var (high, step, isFound) = (time, TimeSpan.FromSeconds(1), false);
        while (low < high)
        {
            var middle = isFound ? low + ((high - low) / 2) : high - low > step ? high - step : low;
            if (NextNominal(middle, until: time) is { } found)
            {
                (low, isFound) = (found, true);
            }
            else
            {
                (high, step) = (middle, isFound ? step : step * 2);
            }
        }

        return low;
    }

    private DateTimeOffset? NextNominal(DateTimeOffset after, DateTimeOffset? until = null)
    {
        var last = until < end ? until : end;
        var from = after >= start ? after : start.AddTicks(-1);
        for (var looked = 0; looked < Limits.ScheduleExclusions; looked++)
        {
            if (Earliest(from) is not { } found || found > last)
            {
                return null;
            }

            if (excluded.FirstOrDefault(clock => clock.Matches(found)) is not { } clock)
            {
                return found;
            }

            if (clock.MatchesThrough(found) is not { } through)
            {
                return null;
            }

            from = through;
        }

        return null;
    }

    private DateTimeOffset? Earliest(DateTimeOffset after)
    {
        DateTimeOffset? earliest = null;
        foreach (var clock in clocks)
        {
            earliest = Earlier(earliest, clock.Next(after));
        }

        foreach (var (interval, phase) in intervals)
        {
            earliest = Earlier(earliest, NextOf(interval, phase, after));
        }

        return earliest;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        other is null || one <= other ? one : other;

    private static DateTimeOffset? NextOf(long interval, long phase, DateTimeOffset after)
    {
        var sinceEpoch = after.UtcTicks - DateTimeOffset.UnixEpoch.Ticks - phase;
        var passed = Math.DivRem(sinceEpoch, interval, out var rest) - (rest < 0 ? 1 : 0);
        var next = ((passed + 1) * interval) + phase + DateTimeOffset.UnixEpoch.Ticks;
        return next <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }

    /// <summary>
    /// The jitter of a time: the same for each call, and spread evenly below the longest over many times.
    /// </summary>
    private TimeSpan Jitter(DateTimeOffset nominal, TimeSpan longest)
    {
        if (longest <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var input = new byte[sizeof(long) + seed.Length];
        BinaryPrimitives.WriteInt64BigEndian(input, nominal.UtcTicks);
        seed.CopyTo(input, sizeof(long));
        var share = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input)) / (uint.MaxValue + 1.0);
        return TimeSpan.FromMilliseconds(Math.Floor(longest.TotalMilliseconds * share));
    }
}
