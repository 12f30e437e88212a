using Cairn.Api.Failure.V1;
using Cairn.Exceptions;

namespace Cairn.Converters;

/// <summary>
/// The failure that reports an exception to the server. There always is one, whatever the converters of user code do:
/// without it, a task or an attempt would end only by its timeout.
/// </summary>
internal static class FailureReport
{
    /// <summary>Converts an exception, without encoding.</summary>
    public static Failure Of(Exception exception, DataConverter converter)
    {
        try
        {
            return Bounded(converter.FailureConverter.ToFailure(exception, converter.PayloadConverter));
        }
        catch (Exception e)
        {
            return Unconverted(exception, e);
        }
    }

    /// <summary>Converts an exception and encodes the failure.</summary>
    public static async Task<Failure> OfAsync(Exception exception, DataConverter converter)
    {
        try
        {
            return await converter.PayloadCodec.EncodedAsync(Of(exception, converter)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return Unconverted(exception, e);
        }
    }

    /// <summary>The failure of an exception of the SDK itself, for which no converter of user code is asked.</summary>
    public static Failure Plain(Exception exception) => Of(exception, DataConverter.Default);

    /// <summary>
    /// The failure that stands for an exception whose conversion failed. It has nothing of the exception but the type
    /// and whether it is retried: the converter may be what encrypts the rest.
    /// </summary>
    public static Failure Unconverted(Exception exception, Exception because) => new()
    {
        Message = $"Failed to convert a {exception.GetType().Name}: {ExceptionReading.MessageOf(because)}",
        Source = DefaultFailureConverter.Source,
        StackTrace = ExceptionReading.StackTraceOf(because),
        ApplicationFailureInfo = new()
        {
            Type = because.GetType().Name,
            NonRetryable = exception is ApplicationFailureException { NonRetryable: true },
        },
    };

    /// <summary>The failure that stands for a report which the server refused.</summary>
    /// <param name="what">What was to be reported, as the beginning of a sentence.</param>
    /// <param name="refusal">The refusal.</param>
    public static Failure Unreported(string what, RpcException refusal) => new()
    {
        Message = $"{what} could not be reported: {refusal.Code}: {refusal.Message}",
        Source = DefaultFailureConverter.Source,
        ApplicationFailureInfo = new() { Type = nameof(RpcException) },
    };

    /// <summary>Cuts the causes off that lie too deep, and says so.</summary>
    public static Failure Bounded(Failure failure)
    {
        var last = failure;
        for (var depth = 1; depth < ExceptionReading.MaxDepth && last.Cause is { } cause; depth++)
        {
            last = cause;
        }

        if (last.Cause is not null)
        {
            last.Message += " (the causes below this one are left out)";
            last.Cause = null;
        }

        return failure;
    }
}
