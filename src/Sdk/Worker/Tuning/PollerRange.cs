namespace Cairn.Worker.Tuning;

/// <summary>The limits of the number of polls.</summary>
/// <param name="Minimum">The minimum number of polls.</param>
/// <param name="Initial">The number of polls at the start.</param>
/// <param name="Maximum">The maximum number of polls.</param>
internal readonly record struct PollerRange(int Minimum, int Initial, int Maximum)
{
    /// <summary>The range of an option; null means that the number follows the load.</summary>
    public static PollerRange Of(PollerBehavior? behavior, int? maximum) => behavior is not null
        ? behavior.Range
        : maximum is { } most ? new(most, most, most) : new PollerBehavior.Autoscaling().Range;

    /// <summary>
    /// Divides the polls between two queues, at least one for each. The polls of one queue never hold all slots, so
    /// that a task of the other one is not left waiting; that needs at least two slots.
    /// </summary>
    /// <param name="part">The fraction of the first queue, 0 to 1.</param>
    /// <param name="slots">How many tasks may run at a time.</param>
    public (PollerRange First, PollerRange Second) Split(float part, int slots)
    {
        var limit = Math.Max(1, slots - 1);
        var (first, second) = Split(Initial, part);
        (first, second) = (Math.Min(first, limit), Math.Min(second, limit));
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
