namespace Cairn.Workflows;

/// <summary>What it means to the workflow that an activity is cancelled.</summary>
public enum ActivityCancellationType
{
    /// <summary>The activity is asked to stop, and the call fails at once.</summary>
    TryCancel = 0,

    /// <summary>The activity is asked to stop, and the call ends when the activity has.</summary>
    WaitCancellationCompleted = 1,

    /// <summary>The activity goes on unasked, and the call fails at once.</summary>
    Abandon = 2,
}
