using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Resets;

/// <summary>
/// Reapplies an update that the workflow had accepted, or that another reset had reapplied, so that the code handles it
/// again.
/// </summary>
internal static class ReapplyUpdate
{
    /// <summary>Writes its request into the history, where the worker finds it; once for each update id.</summary>
    public static void Again(Turn turn, HistoryEvent e)
    {
        // The accepted event has no request if the admitted event has it.
        var request = e.WorkflowExecutionUpdateAdmittedEventAttributes?.Request
            ?? e.WorkflowExecutionUpdateAcceptedEventAttributes?.AcceptedRequest;
        if (request is null || turn.State.Updates.ContainsKey(request.Meta.UpdateId))
        {
            return;
        }

        turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionUpdateAdmitted,
            WorkflowExecutionUpdateAdmittedEventAttributes = new WorkflowExecutionUpdateAdmittedEventAttributes
            {
                Request = request,
                Origin = UpdateAdmittedEventOrigin.Reapply,
            },
        });
    }
}
