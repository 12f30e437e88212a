using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>A timer that a workflow waits for.</summary>
/// <param name="timers">The workflow's timers.</param>
/// <param name="seq">Its sequence number; 0 if it never fires.</param>
/// <param name="site">Where in the workflow's source it was requested.</param>
internal sealed class PendingTimer(TimerCalls timers, uint seq, CallSite site)
{
    private readonly TaskCompletionSource source = new();

    /// <summary>Its sequence number; 0 if it never fires.</summary>
    public uint Seq => seq;

    /// <summary>Where in the workflow's source it was requested.</summary>
    public CallSite Site => site;

    /// <summary>Ends when it fires or is cancelled.</summary>
    public Task Task => source.Task;

    /// <summary>It fired.</summary>
    public void Fire() => source.TrySetResult();

    /// <summary>Callback of the cancellation token.</summary>
    public static void Cancel(object? timer, CancellationToken token) => ((PendingTimer)timer!).Cancel(token);

    private void Cancel(CancellationToken token)
    {
        if (source.TrySetCanceled(token))
        {
            timers.Cancel(this);
        }
    }
}
