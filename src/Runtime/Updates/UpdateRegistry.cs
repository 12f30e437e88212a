using Cairn.Api.Protocol.V1;
using Cairn.Engine.Executions.Updates;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Runtime.Partitions;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Updates;

/// <summary>The updates of a run, between callers and workers.</summary>
internal static class UpdateRegistry
{
    /// <summary>Adds an update, or finds the one with the same id, whether it waits, runs or is completed.</summary>
    /// <exception cref="Exceptions.RpcException">The update is refused.</exception>
    public static PendingUpdate Admit(Scope scope, CachedExecution run, Api.Update.V1.Request request)
    {
        if (Find(run, request.Meta.UpdateId) is { } known)
        {
            return known;
        }

        var waiting = Waiting(run).Select(update => update.Request).ToList();
        var turn = scope.Begin(run);
        Refused.If(AdmitUpdate.Decide(turn, request, waiting));
        scope.End(run, turn);
        var update = new PendingUpdate(request.Meta.UpdateId, request);
        run.Updates.Add(update);
        return update;
    }

    /// <summary>The update with an id; null if there is none.</summary>
    public static PendingUpdate? Find(CachedExecution run, string id)
    {
        if (run.Updates.Find(update => update.Id == id) is { } pending)
        {
            return pending;
        }

        if (FindUpdate.ById(run.State, id) is not { } known)
        {
            return null;
        }

        var update = new PendingUpdate(id, known.Request);
        if (known.Status != UpdateStatus.Admitted)
        {
            update.Accept();
        }

        if (known.Outcome is { } outcome)
        {
            update.Complete(outcome);
        }
        else if (run.State.IsOpen)
        {
            run.Updates.Add(update);
        }
        else
        {
            update.Reject(UpdateFailures.WorkflowCompleted);
        }

        return update;
    }

    /// <summary>The messages that a worker receives with a workflow task that was just started.</summary>
    public static IReadOnlyList<Message> Send(CachedExecution run)
    {
        var messages = new List<Message>();
        foreach (var update in Waiting(run))
        {
            update.IsSent = true;
            messages.Add(new Message
            {
                Id = $"{update.Id}/request",
                ProtocolInstanceId = update.Id,
                EventId = run.State.Task!.StartedEventId - 1,
                Body = Any.Pack(update.Request),
            });
        }

        return messages;
    }

    /// <summary>The updates that the engine needs to decide the completion of a workflow task.</summary>
    public static TaskUpdates OfTask(CachedExecution run) => run.Updates.Count == 0
        ? TaskUpdates.None
        : new(
            Waiting(run).Where(update => update.IsSent).ToDictionary(update => update.Id, update => update.Request),
            Waiting(run).Any(update => !update.IsSent));

    /// <summary>Notifies callers of what a workflow task did to their updates, when it is durable.</summary>
    public static void Settle(Scope scope, CachedExecution run, CompleteWorkflowTask.Outcome outcome)
    {
        foreach (var update in run.Updates.ToList())
        {
            if (outcome.IsFailed && update.IsSent && !run.State.Updates.ContainsKey(update.Id))
            {
                run.Updates.Remove(update);
                update.Abort(Refused.By(UpdateFailures.TaskFailed));
            }
            else if (outcome.RejectedUpdates.TryGetValue(update.Id, out var failure))
            {
                run.Updates.Remove(update);
                Notify(scope, run, update, () => update.Reject(failure));
            }
            else if (run.State.Updates.GetValueOrDefault(update.Id) is { Outcome: { } result })
            {
                run.Updates.Remove(update);
                Notify(scope, run, update, () => update.Complete(result));
            }
            else if (IsTakenOn(run, update))
            {
                Notify(scope, run, update, update.Accept);
            }
        }
    }

    /// <summary>Ends all updates of a closed run: those without an outcome will have none.</summary>
    public static void Close(CachedExecution run)
    {
        foreach (var update in run.Updates)
        {
            if (IsTakenOn(run, update))
            {
                update.Reject(UpdateFailures.WorkflowCompleted);
            }
            else if (run.State.HasSuccessor)
            {
                update.Abort(Refused.By(UpdateFailures.Continuing));
            }
            else
            {
                update.Close();
            }
        }

        run.Updates.Clear();
    }

    private static bool IsTakenOn(CachedExecution run, PendingUpdate update) =>
        run.State.Updates.GetValueOrDefault(update.Id) is { Status: not UpdateStatus.Admitted };

    // Admitted updates are in the history, where the worker finds them. Accepted updates may not be durable yet, but
    // they do not wait for a worker either.
    private static IEnumerable<PendingUpdate> Waiting(CachedExecution run) =>
        run.Updates.Where(update => !run.State.Updates.ContainsKey(update.Id));

    private static void Notify(Scope scope, CachedExecution run, PendingUpdate update, Action action) =>
        scope.WhenDurable(run, action, _ => update.Abort(Refused.By(UpdateFailures.Forgotten)));
}
