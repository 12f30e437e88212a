namespace Cairn.Sdk.Replay.Commands;

/// <summary>What cancelling a child does.</summary>
internal enum ChildCancellation
{
    /// <summary>Requests nothing and does not wait for its end.</summary>
    Abandon = 0,

    /// <summary>Requests its cancellation and does not wait for its end.</summary>
    TryCancel = 1,

    /// <summary>Requests its cancellation and waits for its end.</summary>
    WaitCancellationCompleted = 2,

    /// <summary>The same as to wait for its end: Temporal's SDKs do not tell the two apart.</summary>
    WaitCancellationRequested = 3,
}
