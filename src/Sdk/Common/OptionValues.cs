using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Common;

/// <summary>
/// Checks option values and converts them for the wire. Errors name the option, its value and what is allowed.
/// </summary>
internal static class OptionValues
{
    /// <summary>The longest time that .NET timers can wait, in whole days.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(49);

    /// <summary>A point in time; one of kind Local is converted.</summary>
    /// <exception cref="ArgumentException">
    /// The time is of kind Unspecified: it means another moment on each machine.
    /// </exception>
    public static Timestamp ToTimestamp(DateTime time, [CallerArgumentExpression(nameof(time))] string option = "") =>
        time.Kind == DateTimeKind.Unspecified
            ? throw new ArgumentException(
                $"{NameOf(option)} is {time:s} of kind Unspecified, but must be of kind Utc or Local: give the zone, "
                + "as in new DateTime(2030, 1, 2, 0, 0, 0, DateTimeKind.Utc) or DateTimeOffset.UtcDateTime",
                NameOf(option))
            : Timestamp.FromDateTime(time.ToUniversalTime());

    /// <summary>A point in time; null stays null.</summary>
    /// <exception cref="ArgumentException">The time is of kind Unspecified.</exception>
    public static Timestamp? ToTimestamp(
        DateTime? time, [CallerArgumentExpression(nameof(time))] string option = "") =>
        time is { } given ? ToTimestamp(given, option) : null;

    /// <summary>A length of time, cut to the maximum of the wire, 10,000 years.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static Duration ToDuration(TimeSpan span, [CallerArgumentExpression(nameof(span))] string option = "") =>
        NotNegative(span, option).TotalSeconds > Duration.MaxSeconds
            ? new() { Seconds = Duration.MaxSeconds }
            : Duration.FromTimeSpan(span);

    /// <summary>A length of time; null stays null and means the server's default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static Duration? ToDuration(TimeSpan? span, [CallerArgumentExpression(nameof(span))] string option = "") =>
        span is { } given ? ToDuration(given, option) : null;

    /// <summary>Rejects an option that is null.</summary>
    /// <exception cref="ArgumentNullException">The option is null.</exception>
    public static void NotNull(object? value, [CallerArgumentExpression(nameof(value))] string option = "") =>
        ArgumentNullException.ThrowIfNull(value, NameOf(option));

    /// <summary>Rejects a list that contains a null; a null list is allowed.</summary>
    /// <exception cref="ArgumentException">The list contains a null.</exception>
    public static void NoneNull<T>(
        IEnumerable<T>? values, [CallerArgumentExpression(nameof(values))] string option = "")
        where T : class
    {
        if (values?.Any(value => value is null) == true)
        {
            throw new ArgumentException($"{NameOf(option)} holds a null", NameOf(option));
        }
    }

    /// <summary>Rejects a negative length of time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static TimeSpan NotNegative(TimeSpan span, [CallerArgumentExpression(nameof(span))] string option = "") =>
        span < TimeSpan.Zero ? throw OutOfRange(option, span, "0 or more") : span;

    /// <summary>Rejects a number below a minimum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is too small.</exception>
    public static T AtLeast<T>(T least, T value, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : struct, IComparable<T> =>
        value.CompareTo(least) < 0 ? throw OutOfRange(option, value, $"{least} or more") : value;

    /// <summary>Rejects a value outside a range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public static T Between<T>(
        T least, T most, T value, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : struct, IComparable<T> =>
        value.CompareTo(least) < 0 || value.CompareTo(most) > 0
            ? throw OutOfRange(option, value, $"{least} to {most}")
            : value;

    /// <summary>Rejects a number that is not a value of its enum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not a value of the enum.</exception>
    public static T Known<T>(T value, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : struct, System.Enum =>
        System.Enum.IsDefined(value)
            ? value
            : throw OutOfRange(option, value, $"one of {string.Join(", ", System.Enum.GetNames<T>())}");

    private static ArgumentOutOfRangeException OutOfRange(string option, object value, string allowed) =>
        new(NameOf(option), value, FormattableString.Invariant($"{NameOf(option)} is {value}, but must be {allowed}"));

    // The compiler supplies the expression, such as options.StartToCloseTimeout.
    private static string NameOf(string option) => option[(option.LastIndexOf('.') + 1)..];
}
