using Cairn.Api.Failure.V1;
using Cairn.Exceptions;

namespace Cairn.Converters;

/// <summary>
/// Makes the failure that reports an exception to the server. It never throws, even if the user's converters do:
/// without a report, a task or an attempt would end only by its timeout.
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

    /// <summary>The failure of an exception of the SDK itself. It uses no converter of the user.</summary>
    public static Failure Plain(Exception exception) => Of(exception, DataConverter.Default);

    /// <summary>
    /// The failure that replaces an exception whose conversion failed. It has only the type and whether it is retried:
    /// the converter that failed may be the one that encrypts the rest.
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

    /// <summary>The failure that replaces a report which the server rejected.</summary>
    /// <param name="what">The report, as the beginning of a sentence.</param>
    /// <param name="refusal">The server's error.</param>
    public static Failure Unreported(string what, RpcException refusal) => new()
    {
        Message = $"{what} could not be reported: {refusal.Code}: {refusal.Message}",
        Source = DefaultFailureConverter.Source,
        ApplicationFailureInfo = new() { Type = nameof(RpcException) },
    };

    /// <summary>Removes causes that are nested too deep, and says so in the message.</summary>
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
