namespace Cairn.Client;

/// <summary>A start of a workflow that is sent with another call, in one step. It can be used for one call.</summary>
/// <typeparam name="THandle">The type of the workflow's handle.</typeparam>
public sealed class WithStartWorkflowOperation<THandle> : WithStartWorkflowOperation
    where THandle : WorkflowHandle
{
    private readonly TaskCompletionSource<THandle> handle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<ICairnClient, string, string, THandle> newHandle;

    internal WithStartWorkflowOperation(
        string workflow,
        IReadOnlyCollection<object?> args,
        WorkflowOptions options,
        Func<ICairnClient, string, string, THandle> newHandle)
        : base(workflow, args, options) => this.newHandle = newHandle;

    /// <summary>A copy that can be used for another call.</summary>
    public override object Clone() =>
        new WithStartWorkflowOperation<THandle>(Workflow, Args, (WorkflowOptions)Options.Clone(), newHandle)
        {
            Headers = Headers,
        };

    /// <summary>Waits until the call has started the workflow, or found it; fails if the call does.</summary>
    public Task<THandle> GetHandleAsync() => handle.Task;

    internal override void Started(ICairnClient client, string runId) =>
        handle.TrySetResult(newHandle(client, Options.Id!, runId));

    internal override void Failed(Exception failure) => handle.TrySetException(failure);
}
