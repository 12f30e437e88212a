namespace Samples.Timelines;

/// <summary>How a span ended.</summary>
public enum SpanOutcome
{
    /// <summary>It has not ended.</summary>
    Open,

    /// <summary>With its result.</summary>
    Completed,

    /// <summary>With a failure or by a timeout.</summary>
    Failed,

    /// <summary>By a cancellation.</summary>
    Canceled,

    /// <summary>It is a moment, such as the arrival of a signal.</summary>
    Arrived,
}
