using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Tests.Replay;

/// <summary>Short ways to write of children, and of what goes to other workflows.</summary>
internal static class FamilyEvents
{
    public static WorkflowCommand.StartChild Child(
        ChildCancellation cancellation = ChildCancellation.WaitCancellationCompleted, string id = "c") => new(
        1, new() { WorkflowId = id, WorkflowType = new() { Name = "C" } }, cancellation, null);

    public static HistoryEvent ChildInitiated() => new()
    {
        EventType = EventType.StartChildWorkflowExecutionInitiated,
        StartChildWorkflowExecutionInitiatedEventAttributes = new()
        {
            WorkflowId = "c", WorkflowType = new() { Name = "C" },
        },
    };

    public static HistoryEvent ChildRefused(long initiated) => new()
    {
        EventType = EventType.StartChildWorkflowExecutionFailed,
        StartChildWorkflowExecutionFailedEventAttributes = new()
        {
            InitiatedEventId = initiated, Cause = StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists,
        },
    };

    public static HistoryEvent ChildStarted(long initiated) => new()
    {
        EventType = EventType.ChildWorkflowExecutionStarted,
        ChildWorkflowExecutionStartedEventAttributes = new()
        {
            InitiatedEventId = initiated, WorkflowExecution = new() { RunId = "r" },
        },
    };

    public static HistoryEvent ChildFailed(long initiated) => new()
    {
        EventType = EventType.ChildWorkflowExecutionFailed,
        ChildWorkflowExecutionFailedEventAttributes = new()
        {
            InitiatedEventId = initiated, StartedEventId = initiated + 1, Failure = new() { Message = "boom" },
        },
    };

    public static HistoryEvent ChildCanceled(long initiated) => new()
    {
        EventType = EventType.ChildWorkflowExecutionCanceled,
        ChildWorkflowExecutionCanceledEventAttributes = new() { InitiatedEventId = initiated },
    };

    public static WorkflowCommand.SignalExternal Signal() =>
        new(1, new() { SignalName = "s", Execution = new() { WorkflowId = "other" } });

    public static HistoryEvent SignalInitiated() => new()
    {
        EventType = EventType.SignalExternalWorkflowExecutionInitiated,
        SignalExternalWorkflowExecutionInitiatedEventAttributes = new() { SignalName = "s" },
    };

    public static HistoryEvent SignalDelivered(long initiated) => new()
    {
        EventType = EventType.ExternalWorkflowExecutionSignaled,
        ExternalWorkflowExecutionSignaledEventAttributes = new() { InitiatedEventId = initiated },
    };

    public static HistoryEvent CancelInitiated() => new()
    {
        EventType = EventType.RequestCancelExternalWorkflowExecutionInitiated,
        RequestCancelExternalWorkflowExecutionInitiatedEventAttributes = new(),
    };

    public static HistoryEvent CancelDelivered(long initiated) => new()
    {
        EventType = EventType.ExternalWorkflowExecutionCancelRequested,
        ExternalWorkflowExecutionCancelRequestedEventAttributes = new() { InitiatedEventId = initiated },
    };
}
