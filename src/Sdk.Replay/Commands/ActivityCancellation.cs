namespace Cairn.Sdk.Replay.Commands;

/// <summary>What cancelling an activity does.</summary>
internal enum ActivityCancellation
{
    /// <summary>Requests its cancellation and does not wait for its end.</summary>
    TryCancel = 0,

    /// <summary>Requests its cancellation and waits for its end.</summary>
    WaitCancellationCompleted = 1,

    /// <summary>Requests nothing and does not wait for its end.</summary>
    Abandon = 2,
}
