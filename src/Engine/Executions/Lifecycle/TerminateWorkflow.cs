using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Visibility;
using Cairn.Protocol;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Closes a run at once, without involving its code.</summary>
public static class TerminateWorkflow
{
    /// <summary>The reason that Temporal's server writes if the caller gives none.</summary>
    private const string UnsaidReason = "terminated by user via frontend";

    /// <summary>Terminates the run on request.</summary>
    public static Refusal? Decide(Turn turn, TerminateWorkflowExecutionRequest request)
    {
        if (RunRules.Check(turn.State, request.FirstExecutionRunId) is { } refusal)
        {
            return refusal;
        }

        if (!turn.State.IsOpen)
        {
            return Refusal.AlreadyCompleted;
        }

        var reason = request.Reason.Length > 0 ? request.Reason : UnsaidReason;
        Now(turn, reason, request.Details, request.Identity);
        return null;
    }

    /// <summary>A new run of the same workflow id replaces it.</summary>
    internal static void ForNewRun(Turn turn, RunId runId)
    {
        Now(
            turn,
            "TerminateIfRunning WorkflowIdReusePolicy",
            Text($"terminated by new runID: {runId}"),
            Events.ServerIdentity);
    }

    /// <summary>A run that begins with a part of its history replaces it.</summary>
    internal static void ForReset(Turn turn, string reason) =>
        Now(turn, reason, details: null, Events.ResetIdentity);

    /// <summary>
    /// It is being deleted. The event cannot be read, but the parent and the children are notified of the end.
    /// </summary>
    internal static void ForDeletion(Turn turn) =>
        Now(turn, "Delete workflow execution", details: null, Events.ServerIdentity);

    /// <summary>A limit was exceeded.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="reason">The limit.</param>
    /// <param name="explanation">More about the cause; empty if there is nothing to add.</param>
    internal static void ByServer(Turn turn, string reason, string explanation = "") =>
        Now(turn, reason, explanation.Length == 0 ? null : Text(explanation), Events.ServerIdentity);

    private static Payloads Text(string text) => new() { Payloads_ = { JsonPayloads.Of(text) } };

    private static void Now(Turn turn, string reason, Payloads? details, string identity)
    {
        EndWorkflowTask.ForClose(turn);
        turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionTerminated,
            WorkflowExecutionTerminatedEventAttributes = new WorkflowExecutionTerminatedEventAttributes
            {
                Reason = reason,
                Details = details,
                Identity = identity,
            },
        });
        CloseRun.Tell(turn);
    }
}
