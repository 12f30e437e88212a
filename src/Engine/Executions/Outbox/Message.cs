namespace Cairn.Engine.Executions.Outbox;

/// <summary>The kinds of messages from one execution to another.</summary>
public enum MessageKind
{
    /// <summary>Starts a child.</summary>
    StartChild,

    /// <summary>Lets a child run, because its parent knows of it.</summary>
    ReleaseChild,

    /// <summary>Notifies a child that its parent has closed, so that it follows its parent close policy.</summary>
    CloseChild,

    /// <summary>Notifies the parent how its child ended.</summary>
    TellParent,

    /// <summary>Signals another workflow.</summary>
    Signal,

    /// <summary>Requests the cancellation of another workflow.</summary>
    RequestCancel,
}

/// <summary>
/// A message to another execution. It is pending as long as the sender's state says that it is needed.
/// </summary>
/// <param name="Kind">The kind of message.</param>
/// <param name="InitiatedEventId">
/// The event that requested it, or that requested its child; 0 for a message to the parent.
/// </param>
public readonly record struct Message(MessageKind Kind, long InitiatedEventId);
