namespace Cairn.Testing;

/// <summary>Which seeds are played, and how often things go wrong. Probabilities are from 0 to 1.</summary>
public sealed record WorkflowFaultsOptions
{
    /// <summary>The first seed. Default: 1.</summary>
    public int FirstSeed { get; init; } = 1;

    /// <summary>How many seeds are played, 1 or more. Default: 50.</summary>
    public int Seeds { get; init; } = 50;

    /// <summary>
    /// The probability that a worker crashes in a workflow task: the task times out, and the next attempt replays the
    /// history. Default: 0.2.
    /// </summary>
    public double LostWorkflowTasks { get; init; } = 0.2;

    /// <summary>
    /// The probability that a worker crashes when the first attempt of an activity has run: it runs again, unless its
    /// retry policy allows one attempt only. Default: 0.2.
    /// </summary>
    public double RetriedActivities { get; init; } = 0.2;

    /// <summary>The probability that a signal of a client comes late. Default: 0.2.</summary>
    public double LateSignals { get; init; } = 0.2;

    /// <summary>How late a signal comes at most, in the environment's time. Default: 1 minute.</summary>
    public TimeSpan LongestSignalDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The probability that a signal of a client is sent twice. Default: 0.2.</summary>
    public double DoubledSignals { get; init; } = 0.2;

    /// <summary>The options of the environments.</summary>
    public WorkflowEnvironmentStartTimeSkippingOptions Environment { get; init; } = new();

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(Environment);
        ArgumentOutOfRangeException.ThrowIfLessThan(Seeds, 1, nameof(Seeds));
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestSignalDelay, TimeSpan.Zero, nameof(LongestSignalDelay));
        ThrowIfNoProbability(LostWorkflowTasks, nameof(LostWorkflowTasks));
        ThrowIfNoProbability(RetriedActivities, nameof(RetriedActivities));
        ThrowIfNoProbability(LateSignals, nameof(LateSignals));
        ThrowIfNoProbability(DoubledSignals, nameof(DoubledSignals));
    }

    private static void ThrowIfNoProbability(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 to 1, not {value}.");
        }
    }
}
