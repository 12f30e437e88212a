using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Resets;

/// <summary>
/// An update that the workflow had accepted, or that another reset had brought, is there for the code to take on again.
/// </summary>
internal static class ReapplyUpdate
{
    /// <summary>Writes its request into the history, from which the worker takes it; once by its id.</summary>
    public static void Again(Turn turn, HistoryEvent e)
    {
        // The second event of an update has no request if the first one has it.
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
