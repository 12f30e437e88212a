namespace Cairn.Workflows;

/// <summary>What it means to the workflow that a child is cancelled.</summary>
public enum ChildWorkflowCancellationType
{
    /// <summary>The child goes on unasked, and the call fails at once.</summary>
    Abandon = 0,

    /// <summary>The child is asked to stop, and the call fails at once.</summary>
    TryCancel = 1,

    /// <summary>The child is asked to stop, and the call ends when the child has.</summary>
    WaitCancellationCompleted = 2,

    /// <summary>The child is asked to stop, and the call fails as soon as the child has been asked.</summary>
    WaitCancellationRequested = 3,
}
