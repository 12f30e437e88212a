using Cairn.Converters;

namespace Cairn.Exceptions;

/// <summary>A saga failed, and not all of its steps could be undone.</summary>
public class CompensationFailedException : ApplicationFailureException
{
    /// <summary>Its error type on the wire.</summary>
    public const string CompensationFailed = "CompensationFailed";

    /// <summary>Creates the exception.</summary>
    /// <param name="cause">Why the saga failed.</param>
    /// <param name="failures">Why steps could not be undone, in the order of the attempts.</param>
    public CompensationFailedException(Exception cause, IReadOnlyList<Exception> failures)
        : base(
            $"{failures.Count} compensation(s) failed: {string.Join("; ", failures.Select(ExceptionReading.ReasonOf))}",
            cause,
            errorType: CompensationFailed,
            nonRetryable: true)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(failures);
        Failures = failures;
    }

    /// <summary>Why steps could not be undone, in the order of the attempts.</summary>
    public IReadOnlyList<Exception> Failures { get; }
}
