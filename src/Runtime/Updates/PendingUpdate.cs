using Cairn.Api.Failure.V1;
using Cairn.Api.Update.V1;
using Cairn.Engine.Executions.Updates;
using Cairn.Exceptions;
using Stage = Cairn.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Cairn.Runtime.Updates;

/// <summary>
/// An update that workflow code has not answered. Before it is in the history it is only here: after a loss, callers
/// ask again.
/// </summary>
/// <param name="id">Its id.</param>
/// <param name="request">The request of the update.</param>
internal sealed class PendingUpdate(string id, Request request)
{
    private readonly Lock sync = new();
    private readonly HashSet<UpdateWaiter> waiters = [];
    private Outcome? outcome;
    private RpcException? abortReason;

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>The request of the update.</summary>
    public Request Request => request;

    /// <summary>Whether a worker received it with a workflow task.</summary>
    public bool IsSent { get; set; }

    /// <summary>Its latest durable stage.</summary>
    public Stage Stage { get; private set; } = Stage.Admitted;

    /// <summary>Whether the run closed, without a successor, before its code received the update.</summary>
    public bool IsAbortedByClosing { get; private set; }

    /// <summary>How many callers wait for it.</summary>
    public int WaiterCount
    {
        get
        {
            lock (sync)
            {
                return waiters.Count;
            }
        }
    }

    /// <summary>Records that the workflow accepted it.</summary>
    public void Accept()
    {
        lock (sync)
        {
            if (Stage == Stage.Admitted)
            {
                Stage = Stage.Accepted;
                NotifyWaiters();
            }
        }
    }

    /// <summary>Records its outcome.</summary>
    public void Complete(Outcome result)
    {
        lock (sync)
        {
            if (outcome is null && abortReason is null)
            {
                outcome = result;
                Stage = Stage.Completed;
                NotifyWaiters();
            }
        }
    }

    /// <summary>Records that the workflow rejected it, which is an outcome too.</summary>
    public void Reject(Failure failure) => Complete(new Outcome { Failure = failure });

    /// <summary>Records that it will never have an outcome.</summary>
    public void Abort(RpcException reason)
    {
        lock (sync)
        {
            if (outcome is null && abortReason is null)
            {
                abortReason = reason;
                NotifyWaiters();
            }
        }
    }

    /// <summary>Records that the run has closed without a successor, so it will never have an outcome.</summary>
    public void Close()
    {
        IsAbortedByClosing = true;
        Abort(Refused.By(UpdateFailures.Closing));
    }

    /// <summary>Its outcome; null if it has none yet.</summary>
    /// <exception cref="RpcException">It will never have an outcome.</exception>
    public Outcome? Result()
    {
        lock (sync)
        {
            return abortReason is null ? outcome : throw abortReason;
        }
    }

    /// <summary>
    /// Returns a waiter that completes at a stage, or when the update will have no outcome; dispose it.
    /// </summary>
    public UpdateWaiter Wait(Stage stage)
    {
        var waiter = new UpdateWaiter(this, stage);
        lock (sync)
        {
            waiters.Add(waiter);
            NotifyWaiters();
        }

        return waiter;
    }

    /// <summary>Removes a waiter.</summary>
    public void Forget(UpdateWaiter waiter)
    {
        lock (sync)
        {
            waiters.Remove(waiter);
        }
    }

    private void NotifyWaiters()
    {
        foreach (var waiter in waiters)
        {
            if (abortReason is not null || waiter.Stage <= Stage)
            {
                waiter.Notify();
            }
        }
    }
}
