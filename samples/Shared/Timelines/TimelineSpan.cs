namespace Samples.Timelines;

/// <summary>From the begin to the end of one thing in a workflow: a call, a timer, a signal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its type, such as that of an activity.</param>
/// <param name="Start">When it began, in UTC.</param>
/// <param name="End">When it ended; the end of the history if it has not ended.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Attempts">How often it was tried, at least 1.</param>
public sealed record TimelineSpan(
    LaneKind Kind, string Name, DateTime Start, DateTime End, SpanOutcome Outcome, int Attempts = 1)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Duration => End - Start;
}
