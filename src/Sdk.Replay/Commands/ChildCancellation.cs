namespace Cairn.Sdk.Replay.Commands;

/// <summary>What cancelling a child means to the workflow.</summary>
internal enum ChildCancellation
{
    /// <summary>Do not ask it, and do not wait for it.</summary>
    Abandon = 0,

    /// <summary>Ask it to stop, and do not wait for it.</summary>
    TryCancel = 1,

    /// <summary>Ask it to stop, and wait until it has.</summary>
    WaitCancellationCompleted = 2,

    /// <summary>Ask it to stop, and wait until it has been asked.</summary>
    WaitCancellationRequested = 3,
}
