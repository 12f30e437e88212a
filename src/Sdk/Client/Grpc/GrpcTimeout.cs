using System.Globalization;

namespace Cairn.Client.Grpc;

/// <summary>How a deadline travels: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long MaxNumber = 99_999_999;

    private static readonly (long Ticks, char Unit)[] Units =
    [
        (TimeSpan.TicksPerMillisecond, 'm'),
        (TimeSpan.TicksPerSecond, 'S'),
        (TimeSpan.TicksPerMinute, 'M'),
        (TimeSpan.TicksPerHour, 'H'),
    ];

    /// <summary>The text, in the finest unit that has room, rounded up so that no server ends a call early.</summary>
    public static string Format(TimeSpan timeout)
    {
        foreach (var (ticks, unit) in Units)
        {
            var number = timeout > TimeSpan.Zero ? ((timeout.Ticks - 1) / ticks) + 1 : 0;
            if (number <= MaxNumber)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
            }
        }

        return $"{MaxNumber}H";
    }
}
