namespace Cairn.Sdk.Replay.Commands;

/// <summary>What cancelling an activity means to the workflow.</summary>
internal enum ActivityCancellation
{
    /// <summary>Ask it to stop, and do not wait for it.</summary>
    TryCancel = 0,

    /// <summary>Ask it to stop, and wait until it has.</summary>
    WaitCancellationCompleted = 1,

    /// <summary>Do not ask it, and do not wait for it.</summary>
    Abandon = 2,
}
