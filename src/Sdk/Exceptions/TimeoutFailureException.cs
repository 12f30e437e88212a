using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Converters;

namespace Cairn.Exceptions;

/// <summary>An activity, a workflow or a call took longer than its timeout.</summary>
public class TimeoutFailureException : FailureException
{
    /// <summary>Creates the exception of a failure that came over the wire.</summary>
    protected internal TimeoutFailureException(Failure failure, Exception? inner, IPayloadConverter converter)
        : base(failure, inner)
    {
        var info = failure.TimeoutFailureInfo
            ?? throw new ArgumentException("Failure has no timeout failure info", nameof(failure));
        LastHeartbeatDetails = new InboundFailureDetails(converter, info.LastHeartbeatDetails?.Payloads_);
    }

    /// <summary>The failure as it came over the wire.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>The timeout that was reached.</summary>
    public TimeoutType TimeoutType => Failure.TimeoutFailureInfo.TimeoutType;

    /// <summary>The details of the last heartbeat, if the activity sent any.</summary>
    public InboundFailureDetails LastHeartbeatDetails { get; protected init; }
}
