using Cairn.Api.Common.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Query.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Queries;

/// <summary>A query that waits for workflow code to answer it.</summary>
/// <param name="id">Its id, in the task token.</param>
/// <param name="key">The run that it queries.</param>
/// <param name="queue">The task queue whose workers can answer.</param>
/// <param name="query">The query.</param>
internal sealed class PendingQuery(string id, ExecutionKey key, TaskQueueKey queue, WorkflowQuery query)
{
    private readonly TaskCompletionSource<Payloads?> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its id, in the task token.</summary>
    public string Id => id;

    /// <summary>The run that it queries.</summary>
    public ExecutionKey Key => key;

    /// <summary>The task queue whose workers can answer.</summary>
    public TaskQueueKey Queue => queue;

    /// <summary>The query.</summary>
    public WorkflowQuery Query => query;

    /// <summary>The answer.</summary>
    public Task<Payloads?> Answered => source.Task;

    /// <summary>
    /// Offers the query to all workers when the one with the cached run does not answer; null if there is no such
    /// worker.
    /// </summary>
    public ITimer? StickyTimer { get; set; }

    /// <summary>Answers with the workflow's result.</summary>
    public void Answer(Payloads? result) => source.TrySetResult(result);

    /// <summary>Answers with the failure of the workflow's code.</summary>
    public void Fail(string message, Failure? failure) => source.TrySetException(new RpcException(
        RpcException.StatusCode.InvalidArgument, message, new QueryFailedFailure { Failure = failure }));

    /// <summary>Answers with an error: no worker will answer.</summary>
    public void GiveUp(RpcException reason) => source.TrySetException(reason);

    /// <summary>Records that the caller is gone.</summary>
    public void Cancel(CancellationToken cancellationToken) => source.TrySetCanceled(cancellationToken);
}
