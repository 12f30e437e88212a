namespace Cairn.Workflows;

/// <summary>What cancelling a child does.</summary>
public enum ChildWorkflowCancellationType
{
    /// <summary>Does not request cancellation: the child continues. The call fails at once.</summary>
    Abandon = 0,

    /// <summary>Requests the cancellation of the child. The call fails at once.</summary>
    TryCancel = 1,

    /// <summary>Requests the cancellation of the child. The call ends when the child has ended.</summary>
    WaitCancellationCompleted = 2,

    /// <summary>
    /// Requests the cancellation of the child. The call ends when the child has ended, as it does in Temporal's SDK.
    /// </summary>
    WaitCancellationRequested = 3,
}
