using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>A child that a workflow waits for, to start or to end.</summary>
/// <param name="children">The workflow's children.</param>
/// <param name="seq">Its sequence number.</param>
/// <param name="workflow">Its type.</param>
/// <param name="id">Its workflow id.</param>
/// <param name="values">Converts its values.</param>
/// <param name="site">Where in the workflow's source it was requested.</param>
internal sealed class PendingChild(
    ChildCalls children, uint seq, string workflow, string id, WorkflowValues values, CallSite site)
{
    private readonly TaskCompletionSource<ChildStart> start = new();
    private readonly TaskCompletionSource<Resolution> end = new();

    /// <summary>Its sequence number.</summary>
    public uint Seq => seq;

    /// <summary>Its type.</summary>
    public string Workflow => workflow;

    /// <summary>Its workflow id.</summary>
    public string Id => id;

    /// <summary>Converts its values.</summary>
    public WorkflowValues Values => values;

    /// <summary>Where in the workflow's source it was requested.</summary>
    public CallSite Site => site;

    /// <summary>Ends when the child has started, or cannot be started.</summary>
    public Task<ChildStart> Start => start.Task;

    /// <summary>Ends when the child has ended, or when the workflow need not wait for it any more.</summary>
    public Task<Resolution> End => end.Task;

    /// <summary>It has started, or could not be started.</summary>
    public void Resolve(ChildStart how) => start.TrySetResult(how);

    /// <summary>It has ended.</summary>
    public void Resolve(Resolution how) => end.TrySetResult(how);

    /// <summary>Callback of the cancellation token.</summary>
    public static void Cancel(object? child, CancellationToken token)
    {
        var pending = (PendingChild)child!;
        pending.Owner.Cancel(pending, token);
    }

    private ChildCalls Owner => children;
}
