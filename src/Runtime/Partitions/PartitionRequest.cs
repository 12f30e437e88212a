using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>A request to a partition. Its answer is released when all that it saw and wrote is durable.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="workflow">The workflow that it is about.</param>
/// <param name="runId">The run that it is about; null for the newest one.</param>
/// <param name="decide">
/// Decides the request, in order on the partition's scheduler. An exception is the answer too, and changes nothing.
/// </param>
/// <param name="file">The source file of the caller, which names the request in the log.</param>
internal sealed class PartitionRequest<T>(WorkflowKey workflow, RunId? runId, Func<Scope, T> decide, string file)
    : IInput, IReply
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
        var isFirm = scope.Readable?.IsLazy ?? true; // All of it is durable, except changes that may be lost.
        try
        {
            answer = decide(scope);
            error = scope.Refusal;
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            scope.Undo();
            error = caught as RpcException
                ?? partition.Fail(Path.GetFileNameWithoutExtension(file), scope.Touched, caught);
        }

        if (error is null || scope.Refusal is not null)
        {
            Apply(scope);
        }

        if (scope.IsLazy && isFirm)
        {
            Release();
        }
        else
        {
            partition.ReleaseWhenDurable(scope.Readable, this);
        }
    }

    private void Apply(Scope scope)
    {
        try
        {
            scope.Apply();
        }
        catch
        {
            Fail(Refused.Internal()); // The partition logs it, and loads everything again.
            throw;
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
    public void Fail(Exception reason) => source.TrySetException(reason);
}
