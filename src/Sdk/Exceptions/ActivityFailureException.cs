using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Exceptions;

/// <summary>An activity failed for good; the inner exception is the reason.</summary>
public class ActivityFailureException : FailureException
{
    /// <summary>Creates the exception of a failure that came over the wire.</summary>
    protected internal ActivityFailureException(Failure failure, Exception? inner)
        : base(failure, inner)
    {
        if (failure.ActivityFailureInfo is null)
        {
            throw new ArgumentException("Failure has no activity failure info", nameof(failure));
        }
    }

    /// <summary>The failure as it came over the wire.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>The identity of the last attempt's worker; null if there was none.</summary>
    public string? Identity => Info.Identity.Length == 0 ? null : Info.Identity;

    /// <summary>The type of the activity.</summary>
    public string ActivityType => Info.ActivityType?.Name ?? string.Empty;

    /// <summary>The id of the activity within its workflow run.</summary>
    public string ActivityId => Info.ActivityId;

    /// <summary>Why there was no further attempt.</summary>
    public RetryState RetryState => Info.RetryState;

    private protected override string What => $"activity {ActivityType}, id {ActivityId}";

    private ActivityFailureInfo Info => Failure.ActivityFailureInfo;
}
