using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Signals;

/// <summary>Applies signals to the state of a run.</summary>
internal static class ApplySignals
{
    /// <summary>A signal arrived: its request id is remembered.</summary>
    public static Execution Signaled(Execution state, HistoryEvent e)
    {
        var requestId = e.WorkflowExecutionSignaledEventAttributes.RequestId;
        return state with
        {
            SignalCount = state.SignalCount + 1,
            SignalRequestIds = requestId.Length == 0 ? state.SignalRequestIds : state.SignalRequestIds.Add(requestId),
        };
    }
}
