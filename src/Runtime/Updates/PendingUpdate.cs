using Cairn.Api.Failure.V1;
using Cairn.Api.Update.V1;
using Cairn.Engine.Executions.Updates;
using Cairn.Exceptions;
using Stage = Cairn.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Cairn.Runtime.Updates;

/// <summary>
/// An update on its way to workflow code and back. Until history knows it, it is nowhere but here: callers ask again.
/// </summary>
/// <param name="id">Its id.</param>
/// <param name="request">What is asked.</param>
internal sealed class PendingUpdate(string id, Request request)
{
    private readonly Lock gate = new();
    private readonly HashSet<UpdateWaiter> waiters = [];
    private Outcome? outcome;
    private RpcException? abortion;

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>What is asked.</summary>
    public Request Request => request;

    /// <summary>Whether a worker got it with a workflow task.</summary>
    public bool IsSent { get; set; }

    /// <summary>How far it is, as far as that is durable.</summary>
    public Stage Stage { get; private set; } = Stage.Admitted;

    /// <summary>Whether the run closed for good before its code looked at it.</summary>
    public bool IsAbortedByClosing { get; private set; }

    /// <summary>How many wait for it now.</summary>
    public int WaiterCount
    {
        get
        {
            lock (gate)
            {
                return waiters.Count;
            }
        }
    }

    /// <summary>The workflow accepted it.</summary>
    public void Accept()
    {
        lock (gate)
        {
            if (Stage == Stage.Admitted)
            {
                Stage = Stage.Accepted;
                FailWaiters();
            }
        }
    }

    /// <summary>It has an outcome.</summary>
    public void Complete(Outcome result)
    {
        lock (gate)
        {
            if (outcome is null && abortion is null)
            {
                outcome = result;
                Stage = Stage.Completed;
                FailWaiters();
            }
        }
    }

    /// <summary>The workflow refused it, which is an outcome too.</summary>
    public void Reject(Failure failure) => Complete(new Outcome { Failure = failure });

    /// <summary>Nobody will answer it.</summary>
    public void Abort(RpcException reason)
    {
        lock (gate)
        {
            if (outcome is null && abortion is null)
            {
                abortion = reason;
                FailWaiters();
            }
        }
    }

    /// <summary>The run has closed for good, and nobody will answer it.</summary>
    public void Close()
    {
        IsAbortedByClosing = true;
        Abort(Refused.By(UpdateFailures.Closing));
    }

    /// <summary>Its outcome; null if it has none yet.</summary>
    /// <exception cref="RpcException">Nobody will answer it.</exception>
    public Outcome? Result()
    {
        lock (gate)
        {
            return abortion is null ? outcome : throw abortion;
        }
    }

    /// <summary>Waits for it to be so far, or to be over, until the waiter is disposed.</summary>
    public UpdateWaiter Wait(Stage stage)
    {
        var waiter = new UpdateWaiter(this, stage);
        lock (gate)
        {
            waiters.Add(waiter);
            FailWaiters();
        }

        return waiter;
    }

    /// <summary>Somebody waits no longer.</summary>
    public void Forget(UpdateWaiter waiter)
    {
        lock (gate)
        {
            waiters.Remove(waiter);
        }
    }

    private void FailWaiters()
    {
        foreach (var waiter in waiters)
        {
            if (abortion is not null || waiter.Stage <= Stage)
            {
                waiter.Notify();
            }
        }
    }
}
