namespace Cairn.Engine.Executions.Outbox;

/// <summary>What one execution has to say to another.</summary>
public enum MessageKind
{
    /// <summary>Begin, as my child.</summary>
    StartChild,

    /// <summary>I know of you: run.</summary>
    ReleaseChild,

    /// <summary>I have closed: follow your parent close policy.</summary>
    CloseChild,

    /// <summary>I am your child, and this is how I ended.</summary>
    TellParent,

    /// <summary>Here is a signal.</summary>
    Signal,

    /// <summary>Cancel yourself, please.</summary>
    RequestCancel,
}

/// <summary>
/// A message to another execution. It is on its way as long as the sender's state says that it is needed.
/// </summary>
/// <param name="Kind">What it says.</param>
/// <param name="InitiatedEventId">The event that asked for it, or for its child; 0 for one to the parent.</param>
public readonly record struct Message(MessageKind Kind, long InitiatedEventId);
