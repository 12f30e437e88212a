using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Update.V1;
using Cairn.Exceptions;

namespace Cairn.Runtime.Updates;

/// <summary>
/// An update on its way to workflow code and back. Until it is accepted it is nowhere but here: callers ask again.
/// </summary>
/// <param name="id">Its id.</param>
/// <param name="request">What is asked.</param>
internal sealed class PendingUpdate(string id, Request request)
{
    private readonly TaskCompletionSource accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Outcome> completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>What is asked.</summary>
    public Request Request => request;

    /// <summary>Whether a worker got it with a workflow task.</summary>
    public bool IsSent { get; set; }

    /// <summary>Completes when the workflow has accepted it, and that is durable.</summary>
    public Task Accepted => accepted.Task;

    /// <summary>Its outcome, when that is durable.</summary>
    public Task<Outcome> Completed => completed.Task;

    /// <summary>How far it is.</summary>
    public UpdateWorkflowExecutionLifecycleStage Stage =>
        completed.Task.IsCompleted ? UpdateWorkflowExecutionLifecycleStage.Completed
        : accepted.Task.IsCompleted ? UpdateWorkflowExecutionLifecycleStage.Accepted
        : UpdateWorkflowExecutionLifecycleStage.Admitted;

    /// <summary>The workflow accepted it.</summary>
    public void Accept() => accepted.TrySetResult();

    /// <summary>It has an outcome.</summary>
    public void Complete(Outcome outcome)
    {
        completed.TrySetResult(outcome);
        accepted.TrySetResult();
    }

    /// <summary>The workflow refused it, which is an outcome too.</summary>
    public void Reject(Failure failure) => Complete(new Outcome { Failure = failure });

    /// <summary>Nobody will answer it.</summary>
    public void Abort(RpcException reason)
    {
        completed.TrySetException(reason);
        accepted.TrySetException(reason);
        _ = completed.Task.Exception; // Those who wait for less do not look at it.
        _ = accepted.Task.Exception;
    }
}
