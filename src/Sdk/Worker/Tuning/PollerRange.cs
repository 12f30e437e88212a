namespace Cairn.Worker.Tuning;

/// <summary>Between what the number of polls may move.</summary>
/// <param name="Minimum">How many stay at least.</param>
/// <param name="Initial">How many there are at first.</param>
/// <param name="Maximum">How many there may be.</param>
internal readonly record struct PollerRange(int Minimum, int Initial, int Maximum)
{
    /// <summary>What an option says, unless it says nothing: then the load decides.</summary>
    public static PollerRange Of(PollerBehavior? behavior, int? maximum) => behavior is not null
        ? behavior.Range
        : maximum is { } most ? new(most, most, most) : new PollerBehavior.Autoscaling().Range;

    /// <summary>
    /// Shares the polls out between two queues, at least one for each. What may grow grows in both, but not so far that
    /// the polls of one could hold all slots.
    /// </summary>
    /// <param name="part">The part of the first, 0 to 1.</param>
    /// <param name="slots">How many tasks may run at once.</param>
    public (PollerRange First, PollerRange Second) Split(float part, int slots)
    {
        var (first, second) = Split(Initial, part);
        if (Minimum == Maximum)
        {
            return (new(first, first, first), new(second, second, second));
        }

        var most = Math.Min(Maximum, slots / 2);
        return (
            new(Math.Min(Minimum, first), first, Math.Max(first, most)),
            new(Math.Min(Minimum, second), second, Math.Max(second, most)));
    }

    private static (int First, int Second) Split(int count, float part)
    {
        var first = Math.Max(1, (int)(count * part));
        return (first, Math.Max(1, count - first));
    }
}
