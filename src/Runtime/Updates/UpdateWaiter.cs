using Cairn.Api.Enums.V1;

namespace Cairn.Runtime.Updates;

/// <summary>
/// A caller that waits for an update. Disposing removes it from the update, which may take months while callers come
/// and go.
/// </summary>
/// <param name="update">The update.</param>
/// <param name="stage">The stage to wait for.</param>
internal sealed class UpdateWaiter(PendingUpdate update, UpdateWorkflowExecutionLifecycleStage stage) : IDisposable
{
    private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stage to wait for.</summary>
    public UpdateWorkflowExecutionLifecycleStage Stage => stage;

    /// <summary>
    /// Completes when the update has reached the stage, or will never have an outcome; is cancelled when the caller is
    /// gone.
    /// </summary>
    public Task Over => source.Task;

    /// <summary>Completes the wait.</summary>
    public void Notify() => source.TrySetResult();

    /// <summary>Records that the caller is gone.</summary>
    public void Cancel(CancellationToken cancellationToken) => source.TrySetCanceled(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => update.Forget(this);
}
