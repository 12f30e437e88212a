using Cairn.Api.Failure.V1;
using Cairn.Converters;

namespace Cairn.Exceptions;

/// <summary>A call ended because its cancellation was requested.</summary>
public class CanceledFailureException : FailureException
{
    /// <summary>Creates a cancellation in this process.</summary>
    protected internal CanceledFailureException(
        string message, Exception? inner = null, IReadOnlyCollection<object?>? details = null)
        : base(message, inner) => Details = new OutboundFailureDetails(details);

    /// <summary>Creates the exception of a failure that came over the wire.</summary>
    protected internal CanceledFailureException(Failure failure, Exception? inner, IPayloadConverter converter)
        : base(failure, inner)
    {
        var info = failure.CanceledFailureInfo
            ?? throw new ArgumentException("Failure has no canceled failure info", nameof(failure));
        Details = new InboundFailureDetails(converter, info.Details?.Payloads_);
    }

    /// <summary>The details of the cancellation.</summary>
    public IFailureDetails Details { get; protected init; }
}
