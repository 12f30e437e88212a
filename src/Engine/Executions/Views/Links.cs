using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Views;

/// <summary>Links to the events of a request.</summary>
public static class Links
{
    /// <summary>The event that a start is answered with: the first one, or the one that attached its request.</summary>
    public static Link ToStart(Execution state, string requestId) => state.AttachedRequestIds.ContainsKey(requestId)
        ? ToRequest(state, requestId, EventType.WorkflowExecutionOptionsUpdated)
        : To(state, new Link.Types.WorkflowEvent
        {
            EventRef = new Link.Types.WorkflowEvent.Types.EventReference
            {
                EventId = 1,
                EventType = EventType.WorkflowExecutionStarted,
            },
        });

    /// <summary>The event of a signal; null if the signal has no request id. The event may have no id yet.</summary>
    public static Link? ToSignal(Execution state, string requestId) =>
        requestId.Length == 0 ? null : ToRequest(state, requestId, EventType.WorkflowExecutionSignaled);

    private static Link ToRequest(Execution state, string requestId, EventType type) =>
        To(state, new Link.Types.WorkflowEvent
        {
            RequestIdRef = new Link.Types.WorkflowEvent.Types.RequestIdReference
            {
                RequestId = requestId,
                EventType = type,
            },
        });

    private static Link To(Execution state, Link.Types.WorkflowEvent e)
    {
        e.Namespace = state.Key.Namespace.Value;
        e.WorkflowId = state.Key.WorkflowId.Value;
        e.RunId = state.Key.RunId.Value;
        return new Link { WorkflowEvent = e };
    }
}
