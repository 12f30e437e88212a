namespace Cairn.Workflows;

/// <summary>What cancelling an activity does.</summary>
public enum ActivityCancellationType
{
    /// <summary>Requests the cancellation of the activity. The call fails at once.</summary>
    TryCancel = 0,

    /// <summary>Requests the cancellation of the activity. The call ends when the activity has ended.</summary>
    WaitCancellationCompleted = 1,

    /// <summary>Does not request cancellation: the activity continues. The call fails at once.</summary>
    Abandon = 2,
}
