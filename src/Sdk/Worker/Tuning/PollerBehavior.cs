namespace Cairn.Worker.Tuning;

/// <summary>How many polls of one kind a worker keeps open.</summary>
public abstract class PollerBehavior
{
    private protected PollerBehavior()
    {
    }

    internal abstract PollerRange Range { get; }

    /// <summary>
    /// As many as the load asks for: one more whenever a task had to wait for a poll, one less whenever a poll ends
    /// without a task.
    /// </summary>
    public sealed class Autoscaling : PollerBehavior
    {
        /// <summary>Creates it.</summary>
        /// <param name="minimum">How many stay at least; default 1.</param>
        /// <param name="maximum">How many there may be; default 100.</param>
        /// <param name="initial">How many there are at first; default 5.</param>
        /// <exception cref="ArgumentOutOfRangeException">
        /// Not 1 ≤ <paramref name="minimum"/> ≤ <paramref name="initial"/> ≤ <paramref name="maximum"/>.
        /// </exception>
        public Autoscaling(int minimum = 1, int maximum = 100, int initial = 5)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(initial, minimum);
            ArgumentOutOfRangeException.ThrowIfLessThan(maximum, initial);
            (Minimum, Maximum, Initial) = (minimum, maximum, initial);
        }

        /// <summary>How many stay at least.</summary>
        public int Minimum { get; }

        /// <summary>How many there may be.</summary>
        public int Maximum { get; }

        /// <summary>How many there are at first.</summary>
        public int Initial { get; }

        internal override PollerRange Range => new(Minimum, Initial, Maximum);
    }

    /// <summary>Always the same number.</summary>
    public sealed class SimpleMaximum : PollerBehavior
    {
        /// <summary>Creates it.</summary>
        /// <param name="maximum">How many.</param>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public SimpleMaximum(int maximum)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
            Maximum = maximum;
        }

        /// <summary>How many.</summary>
        public int Maximum { get; }

        internal override PollerRange Range => new(Maximum, Maximum, Maximum);
    }
}
