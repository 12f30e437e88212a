using Cairn.Api.Failure.V1;
using Cairn.Converters;

namespace Cairn.Exceptions;

/// <summary>Something ended because it was asked to.</summary>
public class CanceledFailureException : FailureException
{
    /// <summary>Creates a cancellation that comes from here.</summary>
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

    /// <summary>Values that go with the cancellation.</summary>
    public IFailureDetails Details { get; protected init; }
}
