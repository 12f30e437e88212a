using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Signals;

/// <summary>
/// Signals a run, in the order of arrival. A repeated request id is accepted without effect, even if the run has closed
/// since.
/// </summary>
public static class SignalWorkflow
{
    /// <summary>Decides a SignalWorkflowExecution. It does not schedule the first task of a delayed start.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="request">The request.</param>
    /// <param name="sender">The workflow that sends it; null if none does.</param>
    public static Refusal? Decide(
        Turn turn, SignalWorkflowExecutionRequest request, WorkflowExecution? sender = null)
    {
        if (request.RequestId.Length > 0 && turn.State.SignalRequestIds.Contains(request.RequestId))
        {
            return null;
        }

        if (!turn.State.IsOpen)
        {
            return Refusal.AlreadyCompleted;
        }

        if (turn.State.SignalCount >= Limits.Signals)
        {
            return Refusal.InvalidArgument("exceeded workflow execution limit for signal events");
        }

        var e = Event(request);
        e.WorkflowExecutionSignaledEventAttributes.ExternalWorkflowExecution = sender;
        turn.Write(e);
        ScheduleWorkflowTask.IfNeeded(turn);
        return null;
    }

    /// <summary>The event of a signal.</summary>
    internal static HistoryEvent Event(SignalWorkflowExecutionRequest request) => new()
    {
        EventType = EventType.WorkflowExecutionSignaled,
        WorkflowExecutionSignaledEventAttributes = new WorkflowExecutionSignaledEventAttributes
        {
            SignalName = request.SignalName,
            Input = request.Input,
            Identity = request.Identity,
            Header = request.Header,
            RequestId = request.RequestId,
        },
        Links = { request.Links },
    };
}
