using Cairn.Api.Common.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Query.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Queries;

/// <summary>A query on its way to workflow code and back.</summary>
/// <param name="id">What names it while it is on its way.</param>
/// <param name="key">The run that it asks.</param>
/// <param name="queue">The queue whose workers answer for the run.</param>
/// <param name="query">The question.</param>
internal sealed class PendingQuery(string id, ExecutionKey key, TaskQueueKey queue, WorkflowQuery query)
{
    private readonly TaskCompletionSource<Payloads?> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What names it while it is on its way.</summary>
    public string Id => id;

    /// <summary>The run that it asks.</summary>
    public ExecutionKey Key => key;

    /// <summary>The queue whose workers answer for the run.</summary>
    public TaskQueueKey Queue => queue;

    /// <summary>The question.</summary>
    public WorkflowQuery Query => query;

    /// <summary>The answer.</summary>
    public Task<Payloads?> Answered => source.Task;

    /// <summary>The workflow answered.</summary>
    public void Answer(Payloads? result) => source.TrySetResult(result);

    /// <summary>The workflow's code failed to answer.</summary>
    public void Fail(string message, Failure? failure) => source.TrySetException(new RpcException(
        RpcException.StatusCode.InvalidArgument, message, new QueryFailedFailure { Failure = failure }));

    /// <summary>Nobody will answer.</summary>
    public void GiveUp(RpcException reason) => source.TrySetException(reason);

    /// <summary>Its caller is gone.</summary>
    public void Cancel(CancellationToken cancellationToken) => source.TrySetCanceled(cancellationToken);
}
