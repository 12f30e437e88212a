using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>Converts timestamps of the wire, which may be outside the range of .NET.</summary>
public static class Timestamps
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Whether a timestamp is within the years 1 to 9999, or is not set.</summary>
    public static bool IsValid(Timestamp? time) =>
        time is null || (time.Seconds >= Earliest && time.Seconds <= Latest && time.Nanos is >= 0 and <= 999_999_999);

    /// <summary>A time in wire format.</summary>
    public static Timestamp ToWire(DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);
}
