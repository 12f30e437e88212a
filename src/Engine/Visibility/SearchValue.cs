namespace Cairn.Engine.Visibility;

/// <summary>
/// One value of a search attribute, in the form in which values are compared and stored: a text, an integer or a real
/// number. Times are ticks of 100 ns in UTC, booleans are 0 and 1. Numbers come before texts; texts are ordered by the
/// bytes of their UTF-8, as in databases.
/// </summary>
public readonly record struct SearchValue
{
    private SearchValue(string? text, long integer, double? real) => (Text, Integer, Real) = (text, integer, real);

    /// <summary>The text; null for a number.</summary>
    public string? Text { get; }

    /// <summary>The integer, if the value is neither a text nor a real number.</summary>
    public long Integer { get; }

    /// <summary>The real number; null for the others.</summary>
    public double? Real { get; }

    /// <summary>A text.</summary>
    public static SearchValue Of(string text) => new(text, 0, null);

    /// <summary>An integer.</summary>
    public static SearchValue Of(long integer) => new(null, integer, null);

    /// <summary>A real number.</summary>
    public static SearchValue Of(double real) => new(null, 0, real);

    /// <summary>A time.</summary>
    public static SearchValue Of(DateTimeOffset moment) => Of(moment.UtcTicks);

    /// <summary>Less than 0 if this one comes first, 0 if the two are equal.</summary>
    public int CompareTo(SearchValue other) => (Text, other.Text) switch
    {
        (null, null) => CompareNumbers(this, other),
        (null, _) => -1,
        (_, null) => 1,
        var (one, two) => CompareTexts(one, two),
    };

    private static int CompareNumbers(SearchValue one, SearchValue two) => one.Real is null && two.Real is null
        ? one.Integer.CompareTo(two.Integer)
        : (one.Real ?? one.Integer).CompareTo(two.Real ?? two.Integer);

    // Surrogate pairs stand for characters that come after all characters of one UTF-16 unit.
    private static int CompareTexts(string one, string two)
    {
        var same = one.AsSpan().CommonPrefixLength(two);
        if (same == one.Length || same == two.Length)
        {
            return one.Length.CompareTo(two.Length);
        }

        var (left, right) = (one[same], two[same]);
        return char.IsSurrogate(left) == char.IsSurrogate(right)
            ? left.CompareTo(right)
            : char.IsSurrogate(left) ? 1 : -1;
    }
}
