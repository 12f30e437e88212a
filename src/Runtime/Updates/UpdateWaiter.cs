using Cairn.Api.Enums.V1;

namespace Cairn.Runtime.Updates;

/// <summary>
/// Somebody who waits for an update. Nothing of it stays with the update when it is disposed: an update may take
/// months, and its callers ask again and again.
/// </summary>
/// <param name="update">The update.</param>
/// <param name="stage">How far it must be.</param>
internal sealed class UpdateWaiter(PendingUpdate update, UpdateWorkflowExecutionLifecycleStage stage) : IDisposable
{
    private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How far the update must be.</summary>
    public UpdateWorkflowExecutionLifecycleStage Stage => stage;

    /// <summary>Completes when the update is so far, when nobody will answer it, or when deadline is over.</summary>
    public Task Over => source.Task;

    /// <summary>Tells it to look.</summary>
    public void Notify() => source.TrySetResult();

    /// <summary>Its caller is gone.</summary>
    public void Cancel(CancellationToken cancellationToken) => source.TrySetCanceled(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => update.Forget(this);
}
