using System.Text.Json.Serialization;
using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Common;
using Cairn.Exceptions;

namespace Cairn.Converters;

/// <summary>
/// Converts exceptions to failures and back. An exception that is not a failure becomes an application failure
/// whose error type is the short name of its class.
/// </summary>
public class DefaultFailureConverter : IFailureConverter
{
    /// <summary>The source of failures that are created here.</summary>
    public const string Source = "CairnDotNet";

    private const string EncodedMessage = "Encoded failure";

    /// <summary>Creates a converter that leaves message and stack trace readable.</summary>
    public DefaultFailureConverter()
        : this(new())
    {
    }

    /// <summary>Creates a converter with options.</summary>
    protected DefaultFailureConverter(DefaultFailureConverterOptions options) => Options = options;

    /// <summary>The converter's options.</summary>
    public DefaultFailureConverterOptions Options { get; private init; }

    /// <inheritdoc/>
    public virtual Failure ToFailure(Exception exception, IPayloadConverter payloadConverter)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(payloadConverter);
        return ToFailure(exception, payloadConverter, 1);
    }

    /// <inheritdoc/>
    public virtual Exception ToException(Failure failure, IPayloadConverter payloadConverter)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(payloadConverter);
        if (failure.EncodedAttributes is { } encoded)
        {
            failure = WithDecodedAttributes(failure, encoded, payloadConverter);
        }

        var inner = failure.Cause is { } cause ? ToException(cause, payloadConverter) : null;
        return failure.FailureInfoCase switch
        {
            Failure.FailureInfoOneofCase.ApplicationFailureInfo or
                Failure.FailureInfoOneofCase.ResetWorkflowFailureInfo =>
                new ApplicationFailureException(failure, inner, payloadConverter),
            Failure.FailureInfoOneofCase.TimeoutFailureInfo =>
                new TimeoutFailureException(failure, inner, payloadConverter),
            Failure.FailureInfoOneofCase.CanceledFailureInfo =>
                new CanceledFailureException(failure, inner, payloadConverter),
            Failure.FailureInfoOneofCase.TerminatedFailureInfo => new TerminatedFailureException(failure, inner, null),
            Failure.FailureInfoOneofCase.ServerFailureInfo => new ServerFailureException(failure, inner),
            Failure.FailureInfoOneofCase.ActivityFailureInfo => new ActivityFailureException(failure, inner),
            Failure.FailureInfoOneofCase.ChildWorkflowExecutionFailureInfo =>
                new ChildWorkflowFailureException(failure, inner),
            _ => new FailureException(failure, inner),
        };
    }

    // An exception whose members throw, or an endless chain of inner exceptions, must not hide the failure.
    private Failure ToFailure(Exception exception, IPayloadConverter payloadConverter, int depth)
    {
        // A failure that came over the wire is sent on unchanged.
        if (exception is FailureException { Failure: { } known })
        {
            return known.Clone();
        }

        var failure = new Failure
        {
            Message = ExceptionReading.MessageOf(exception),
            Source = Source,
            StackTrace = ExceptionReading.StackTraceOf(exception),
        };
        if (exception.InnerException is { } inner)
        {
            if (depth < ExceptionReading.MaxDepth)
            {
                failure.Cause = ToFailure(inner, payloadConverter, depth + 1);
            }
            else
            {
                failure.Message += " (its inner exceptions are left out)";
            }
        }

        SetInfo(failure, exception, payloadConverter);
        if (Options.EncodeCommonAttributes)
        {
            failure.EncodedAttributes = payloadConverter.ToPayload(
                new CommonAttributes { Message = failure.Message, StackTrace = failure.StackTrace });
            failure.Message = EncodedMessage;
            failure.StackTrace = string.Empty;
        }

        return failure;
    }

    private static void SetInfo(Failure failure, Exception exception, IPayloadConverter converter)
    {
        switch (exception)
        {
            case ApplicationFailureException application:
                failure.ApplicationFailureInfo = new()
                {
                    Type = application.ErrorType ?? string.Empty,
                    NonRetryable = application.NonRetryable,
                    Details = ToPayloads(application.Details, converter),
                    NextRetryDelay = OptionValues.ToDuration(application.NextRetryDelay),
                    Category = application.Category,
                };
                break;
            case CanceledFailureException canceled:
                failure.CanceledFailureInfo = new() { Details = ToPayloads(canceled.Details, converter) };
                break;
            default:
                failure.ApplicationFailureInfo = new() { Type = exception.GetType().Name };
                break;
        }
    }

    private static Payloads? ToPayloads(IFailureDetails details, IPayloadConverter converter) => details switch
    {
        { Count: 0 } => null,
        InboundFailureDetails inbound => new() { Payloads_ = { inbound.Payloads } },
        OutboundFailureDetails outbound =>
            new() { Payloads_ = { outbound.Details!.Select(detail => ToPayload(detail, converter)) } },
        _ => throw new ArgumentException($"Unknown failure details {details.GetType()}", nameof(details)),
    };

    // A detail that cannot be converted must not remove message, type and retryability.
    private static Payload ToPayload(object? detail, IPayloadConverter converter)
    {
        try
        {
            return converter.ToPayload(detail);
        }
        catch (Exception e)
        {
            return converter.ToPayload(
                $"(a {detail?.GetType().Name} that cannot be converted: {ExceptionReading.MessageOf(e)})");
        }
    }

    private static Failure WithDecodedAttributes(Failure failure, Payload encoded, IPayloadConverter converter)
    {
        // Encrypted attributes that cannot be decoded are shown as they are: they must not hide the failure.
        try
        {
            var attributes = converter.ToValue<CommonAttributes>(encoded);
            failure = failure.Clone();
            failure.Message = attributes.Message ?? failure.Message;
            failure.StackTrace = attributes.StackTrace ?? failure.StackTrace;
            return failure;
        }
        catch (Exception)
        {
            return failure;
        }
    }

    /// <summary>Moves message and stack trace into a payload, so that a codec encrypts them.</summary>
    public class WithEncodedCommonAttributes : DefaultFailureConverter
    {
        /// <summary>Creates the converter.</summary>
        public WithEncodedCommonAttributes()
            : base(new() { EncodeCommonAttributes = true })
        {
        }
    }

    // The names are part of the wire contract.
    private sealed class CommonAttributes
    {
        [JsonPropertyName("message")]
        public string? Message { get; set; }

        [JsonPropertyName("stack_trace")]
        public string? StackTrace { get; set; }
    }
}
