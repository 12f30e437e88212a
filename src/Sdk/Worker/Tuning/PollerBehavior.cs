namespace Cairn.Worker.Tuning;

/// <summary>The number of polls of one kind that a worker keeps open.</summary>
public abstract class PollerBehavior
{
    private protected PollerBehavior()
    {
    }

    internal abstract PollerRange Range { get; }

    /// <summary>
    /// A number that follows the load: one more whenever a task had to wait for a poll, one less whenever a poll ends
    /// without a task.
    /// </summary>
    public sealed class Autoscaling : PollerBehavior
    {
        /// <summary>Creates the behavior.</summary>
        /// <param name="minimum">The minimum number of polls; default 1.</param>
        /// <param name="maximum">The maximum number of polls; default 100.</param>
        /// <param name="initial">The number of polls at the start; default 5.</param>
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

        /// <summary>The minimum number of polls.</summary>
        public int Minimum { get; }

        /// <summary>The maximum number of polls.</summary>
        public int Maximum { get; }

        /// <summary>The number of polls at the start.</summary>
        public int Initial { get; }

        internal override PollerRange Range => new(Minimum, Initial, Maximum);
    }

    /// <summary>A fixed number of polls.</summary>
    public sealed class SimpleMaximum : PollerBehavior
    {
        /// <summary>Creates the behavior.</summary>
        /// <param name="maximum">The number of polls.</param>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public SimpleMaximum(int maximum)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
            Maximum = maximum;
        }

        /// <summary>The number of polls.</summary>
        public int Maximum { get; }

        internal override PollerRange Range => new(Maximum, Maximum, Maximum);
    }
}
