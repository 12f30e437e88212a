using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>Timestamps of the wire, of which not all are moments.</summary>
public static class Timestamps
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Whether a timestamp, if it is set, stands for a moment from year 1 to year 9999.</summary>
    public static bool IsValid(Timestamp? time) =>
        time is null || (time.Seconds >= Earliest && time.Seconds <= Latest && time.Nanos is >= 0 and <= 999_999_999);

    /// <summary>A moment for the wire.</summary>
    public static Timestamp ToWire(DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);
}
