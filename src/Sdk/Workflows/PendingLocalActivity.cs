using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>A local activity that a workflow waits for.</summary>
/// <param name="activities">The workflow's local activities.</param>
/// <param name="seq">Its sequence number.</param>
/// <param name="activity">Its type.</param>
/// <param name="values">Converts its values.</param>
/// <param name="site">Where in the workflow's source it was requested.</param>
internal sealed class PendingLocalActivity(
    LocalActivityCalls activities, uint seq, string activity, WorkflowValues values, CallSite site)
{
    private readonly TaskCompletionSource<Resolution> source = new();

    /// <summary>Its sequence number.</summary>
    public uint Seq => seq;

    /// <summary>Its type.</summary>
    public string Activity => activity;

    /// <summary>Converts its values.</summary>
    public WorkflowValues Values => values;

    /// <summary>Where in the workflow's source it was requested.</summary>
    public CallSite Site => site;

    /// <summary>Ends when the activity has ended, or when the workflow need not wait for it any more.</summary>
    public Task<Resolution> Task => source.Task;

    /// <summary>It has ended.</summary>
    public void Resolve(Resolution resolution) => source.TrySetResult(resolution);

    /// <summary>Callback of the cancellation token.</summary>
    public static void Cancel(object? call, CancellationToken token)
    {
        var pending = (PendingLocalActivity)call!;
        pending.Owner.Cancel(pending);
    }

    private LocalActivityCalls Owner => activities;
}
