using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Turns a child's last event into its result. The messages are those of Temporal's SDKs.</summary>
internal static class ChildFailures
{
    /// <summary>The id of the initiated event of the child.</summary>
    public static long InitiatedEventId(HistoryEvent e) => e.EventType switch
    {
        EventType.StartChildWorkflowExecutionFailed =>
            e.StartChildWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionStarted => e.ChildWorkflowExecutionStartedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionCompleted => e.ChildWorkflowExecutionCompletedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionFailed => e.ChildWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionCanceled => e.ChildWorkflowExecutionCanceledEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionTimedOut => e.ChildWorkflowExecutionTimedOutEventAttributes.InitiatedEventId,
        _ => e.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId,
    };

    /// <summary>How the child ended.</summary>
    public static Resolution ResolutionOf(HistoryEvent e, ChildMachine child) => e.EventType switch
    {
        EventType.ChildWorkflowExecutionCompleted =>
            new Resolution.Completed(e.ChildWorkflowExecutionCompletedEventAttributes.Result),
        EventType.ChildWorkflowExecutionFailed => Failed(e.ChildWorkflowExecutionFailedEventAttributes, child),
        EventType.ChildWorkflowExecutionCanceled => Failed(
            child,
            "Child Workflow execution cancelled",
            new() { CanceledFailureInfo = new() { Details = e.ChildWorkflowExecutionCanceledEventAttributes.Details } },
            e.ChildWorkflowExecutionCanceledEventAttributes.StartedEventId,
            RetryState.NonRetryableFailure),
        EventType.ChildWorkflowExecutionTimedOut => Failed(
            child,
            "Child Workflow execution timed out",
            new() { TimeoutFailureInfo = new() { TimeoutType = TimeoutType.StartToClose } },
            e.ChildWorkflowExecutionTimedOutEventAttributes.StartedEventId,
            e.ChildWorkflowExecutionTimedOutEventAttributes.RetryState),
        _ => Failed(
            child,
            "Child Workflow execution terminated",
            new() { TerminatedFailureInfo = new() },
            e.ChildWorkflowExecutionTerminatedEventAttributes.StartedEventId,
            RetryState.NonRetryableFailure),
    };

    /// <summary>The failure of a cancelled child, as the waiting code receives it.</summary>
    public static Failure Canceled(ChildMachine child, string message) => Failed(
        child, message, new() { CanceledFailureInfo = new() }, 0, RetryState.NonRetryableFailure).Failure;

    private static Resolution.Failed Failed(ChildWorkflowExecutionFailedEventAttributes failed, ChildMachine child) =>
        Failed(child, "Child Workflow execution failed", failed.Failure, failed.StartedEventId, failed.RetryState);

    private static Resolution.Failed Failed(
        ChildMachine child, string message, Failure? cause, long startedEventId, RetryState retryState) =>
        new(new Failure
        {
            Message = message,
            Cause = cause,
            ChildWorkflowExecutionFailureInfo = new()
            {
                Namespace = child.Namespace,
                WorkflowExecution = child.Execution,
                WorkflowType = new() { Name = child.Name },
                InitiatedEventId = child.InitiatedEventId,
                StartedEventId = startedEventId,
                RetryState = retryState,
            },
        });
}
