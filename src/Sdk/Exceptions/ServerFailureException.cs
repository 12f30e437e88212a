using Cairn.Api.Failure.V1;

namespace Cairn.Exceptions;

/// <summary>A failure that the server raised.</summary>
public class ServerFailureException : FailureException
{
    /// <summary>Creates the exception of a failure that came over the wire.</summary>
    protected internal ServerFailureException(Failure failure, Exception? inner)
        : base(failure, inner)
    {
        if (failure.ServerFailureInfo is null)
        {
            throw new ArgumentException("Failure has no server failure info", nameof(failure));
        }
    }

    /// <summary>The failure as it came over the wire.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>True if no retry can help.</summary>
    public bool NonRetryable => Failure.ServerFailureInfo.NonRetryable;
}
