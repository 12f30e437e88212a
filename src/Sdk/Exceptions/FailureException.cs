using Cairn.Api.Failure.V1;

namespace Cairn.Exceptions;

/// <summary>
/// The base of failures that are sent over the wire: failures of an activity, a child workflow or a workflow. Thrown by
/// workflow code it fails the workflow; any other exception fails only the workflow task.
/// </summary>
public class FailureException : CairnException
{
    /// <summary>Creates a failure in this process.</summary>
    protected internal FailureException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Creates a failure that came over the wire.</summary>
    protected internal FailureException(Failure failure, Exception? inner)
        : base(failure.Message, inner) => Failure = failure;

    /// <summary>The failure as it came over the wire; null if it was created here.</summary>
    public Failure? Failure { get; protected init; }

    /// <summary>The stack trace of the failing code, then that of this process, as far as they are known.</summary>
    public override string? StackTrace => (Failure?.StackTrace, base.StackTrace) switch
    {
        (null or "", var here) => here,
        (var there, null or "") => there,
        var (there, here) => $"{there}{Environment.NewLine}{here}",
    };

    /// <summary>What failed, for the exception's text; null if the message says it.</summary>
    private protected virtual string? What => null;

    /// <summary>The exception's type, what failed, the message and the stack trace, with those of the causes.</summary>
    public override string ToString()
    {
        var type = GetType().ToString();
        return What is { } what ? $"{type} ({what}){base.ToString()[type.Length..]}" : base.ToString();
    }
}
