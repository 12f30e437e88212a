using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>A child that a workflow waits for, to start or to end.</summary>
/// <param name="children">The workflow's children.</param>
/// <param name="seq">Its number.</param>
/// <param name="workflow">Its type.</param>
/// <param name="id">Its workflow id.</param>
/// <param name="site">Where the workflow's source asks for it.</param>
internal sealed class PendingChild(ChildCalls children, uint seq, string workflow, string id, CallSite site)
{
    private readonly TaskCompletionSource<ChildStart> start = new();
    private readonly TaskCompletionSource<Resolution> end = new();

    /// <summary>Its number.</summary>
    public uint Seq => seq;

    /// <summary>Its type.</summary>
    public string Workflow => workflow;

    /// <summary>Its workflow id.</summary>
    public string Id => id;

    /// <summary>Where the workflow's source asks for it.</summary>
    public CallSite Site => site;

    /// <summary>Ends when it runs, or when it is known that it will not.</summary>
    public Task<ChildStart> Start => start.Task;

    /// <summary>Ends when it has, or when the workflow need not wait for it any more.</summary>
    public Task<Resolution> End => end.Task;

    /// <summary>It runs, or will not.</summary>
    public void Resolve(ChildStart how) => start.TrySetResult(how);

    /// <summary>It is over.</summary>
    public void Resolve(Resolution how) => end.TrySetResult(how);

    /// <summary>A callback for a token.</summary>
    public static void Cancel(object? child, CancellationToken token)
    {
        var pending = (PendingChild)child!;
        pending.Owner.Cancel(pending);
    }

    private ChildCalls Owner => children;
}
