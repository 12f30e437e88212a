using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>A request to a partition. Its answer leaves when all that it saw and wrote is durable.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="workflow">The workflow that it is about.</param>
/// <param name="runId">The run that it is about; null for the newest one.</param>
/// <param name="decide">Does it, on the partition's thread of work; what it throws is the answer as well.</param>
internal sealed class Question<T>(WorkflowKey workflow, RunId? runId, Func<Scope, T> decide) : IInput, IReply
{
    private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? answer;
    private Exception? error;

    /// <summary>The answer.</summary>
    public Task<T> Answered => source.Task;

    /// <inheritdoc/>
    public WorkflowKey Workflow => workflow;

    /// <inheritdoc/>
    public RunId? RunId => runId;

    /// <inheritdoc/>
    public void Run(Partition partition, WorkflowSlot slot)
    {
        var scope = new Scope(partition, slot, runId);
        var isFirm = scope.Kept?.IsLazy ?? true; // What it shows is durable, but for marks that may be lost.
        try
        {
            answer = decide(scope);
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            error = caught;
        }

        if (scope.IsLazy && isFirm)
        {
            Release();
        }
        else
        {
            partition.ReleaseWhenDurable(scope.Kept, this);
        }
    }

    /// <inheritdoc/>
    public void Release()
    {
        if (error is null)
        {
            source.TrySetResult(answer!);
        }
        else
        {
            source.TrySetException(error);
        }
    }

    /// <inheritdoc/>
    public void Lose(Exception reason) => source.TrySetException(reason);
}
