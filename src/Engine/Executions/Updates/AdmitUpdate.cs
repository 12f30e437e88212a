using Cairn.Api.Enums.V1;
using Cairn.Api.Update.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Updates;

/// <summary>Admits a new update, so that the workflow receives it. History records nothing of this.</summary>
public static class AdmitUpdate
{
    /// <summary>
    /// Schedules a workflow task for the update if there is none, or returns why the update is refused.
    /// </summary>
    /// <param name="turn">The decision.</param>
    /// <param name="request">The update.</param>
    /// <param name="waiting">Updates that are admitted and not yet accepted.</param>
    public static Refusal? Decide(Turn turn, Request request, IReadOnlyCollection<Request> waiting)
    {
        var state = turn.State;
        if (!state.IsOpen)
        {
            return Refusal.AlreadyCompleted;
        }

        if (state.Task?.Attempt >= Limits.UpdateRefusingAttempt)
        {
            return Refusal.NotReady(
                "Unable to perform workflow execution update due to Workflow Task in failed state.");
        }

        var running = state.Updates.Values.Count(update => update.Status != UpdateStatus.Completed);
        if (waiting.Count + running >= Limits.UpdatesInFlight)
        {
            return Refusal.Exhausted(
                ResourceExhaustedCause.ConcurrentLimit,
                $"limit on number of concurrent in-flight updates has been reached ({Limits.UpdatesInFlight})");
        }

        if (waiting.Sum(other => (long)other.CalculateSize()) + request.CalculateSize() > Limits.UpdateBytesInFlight)
        {
            return Refusal.Exhausted(
                ResourceExhaustedCause.ConcurrentLimit,
                "limit on total payload size of in-flight updates has been reached "
                + $"({Limits.UpdateBytesInFlight} bytes)");
        }

        if (state.Updates.Count + waiting.Count >= Limits.Updates)
        {
            return new(
                Exceptions.RpcException.StatusCode.FailedPrecondition,
                "The limit on the total number of distinct updates in this workflow has been reached "
                + $"({Limits.Updates}). Make sure any duplicate updates share an Update ID so the server can "
                + "deduplicate them, and consider rejecting updates that you aren't going to process. You can also "
                + "Continue-as-New to avoid this; we recommend you check Continue-as-New Suggested in your Workflow.");
        }

        ScheduleWorkflowTask.ForUpdates(turn);
        return null;
    }
}
