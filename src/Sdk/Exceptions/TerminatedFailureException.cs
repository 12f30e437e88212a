using Cairn.Api.Failure.V1;

namespace Cairn.Exceptions;

/// <summary>A workflow was terminated; the message is the given reason.</summary>
public class TerminatedFailureException : FailureException
{
    /// <summary>Creates the exception of a failure that came over the wire.</summary>
    protected internal TerminatedFailureException(Failure failure, Exception? inner, InboundFailureDetails? details)
        : base(failure, inner)
    {
        if (failure.TerminatedFailureInfo is null)
        {
            throw new ArgumentException("Failure has no terminated failure info", nameof(failure));
        }

        Details = details;
    }

    /// <summary>The failure as it came over the wire.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>The details of the termination; null if unknown.</summary>
    public IFailureDetails? Details { get; protected init; }
}
