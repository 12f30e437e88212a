using Cairn.Converters;

namespace Cairn.Exceptions;

/// <summary>Inputs of <c>Workflow.MapAsync</c> failed.</summary>
public class MapFailedException : ApplicationFailureException
{
    /// <summary>Its error type on the wire.</summary>
    public const string MapFailed = "MapFailed";

    private const int Shown = 20;

    /// <summary>Creates the exception.</summary>
    /// <param name="cause">The first failure.</param>
    /// <param name="indexes">The positions of the inputs that failed, from 0.</param>
    /// <param name="count">How many inputs there were.</param>
    public MapFailedException(Exception cause, IReadOnlyList<int> indexes, int count)
        : base(Describe(cause, indexes, count), cause, errorType: MapFailed, nonRetryable: true)
    {
        Indexes = indexes;
    }

    /// <summary>The positions of the inputs that failed, from 0, in order.</summary>
    public IReadOnlyList<int> Indexes { get; }

    private static string Describe(Exception cause, IReadOnlyList<int> indexes, int count)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(indexes);
        var more = indexes.Count > Shown ? ", ..." : "";
        var positions = string.Join(", ", indexes.Take(Shown));
        return $"{indexes.Count} of {count} inputs failed, at positions {positions}{more}. "
            + $"The first failure: {ExceptionReading.ReasonOf(cause)}";
    }
}
