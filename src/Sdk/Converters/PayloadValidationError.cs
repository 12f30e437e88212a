using Cairn.Exceptions;

namespace Cairn.Converters;

/// <summary>Creates the failures that report invalid input.</summary>
public static class PayloadValidationError
{
    private const string ErrorType = "PayloadValidationError";

    /// <summary>A failure of type <c>PayloadValidationError</c> that is not retried.</summary>
    /// <param name="details">What is wrong, for the caller; null means no details.</param>
    public static ApplicationFailureException CreateException(object? details) => new(
        "Payload validation failed", ErrorType, nonRetryable: true, details: details is null ? [] : [details]);
}
