using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Tests.Faults.Shop;

/// <summary>What workflow code had done: the events of its commands, as words.</summary>
internal static class RunEffects
{
    /// <summary>The effects of a run, in the order of history.</summary>
    public static IReadOnlyList<string> Of(StoredRun run) => [.. run.Events.Select(Of).OfType<string>()];

    /// <summary>The effects that the first run of an order has; the address may come at any time.</summary>
    public static IReadOnlyList<string> OfTaking() =>
        ["timer", "marker core_local_activity", "activity Confirm", "continue"];

    /// <summary>The effects that the second run of an order has, in this order.</summary>
    public static IReadOnlyList<string> OfFulfilling(int number)
    {
        var parcel = $"child {Parcel.IdOf(number)}";
        return ShopActivities.FateOf(number) switch
        {
            Fate.Declined =>
                ["activity Reserve", "activity Charge", "activity Refund", "activity Release", "fail"],
            Fate.Undeliverable =>
            [
                "activity Reserve", "activity Charge", parcel, "activity Ship",
                "activity CallBack", "activity Unpack", "activity Refund", "activity Release", "fail",
            ],
            _ => ["activity Reserve", "activity Charge", parcel, "activity Ship", "complete"],
        };
    }

    /// <summary>The effects of a parcel, in this order.</summary>
    public static IReadOnlyList<string> OfPacking(int number) =>
        ["timer", "activity Pack", $"signal {ShopOrder.IdOf(number)}", "complete"];

    private static string? Of(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskScheduled => $"activity {e.ActivityTaskScheduledEventAttributes.ActivityType.Name}",
        EventType.TimerStarted => "timer",
        EventType.MarkerRecorded => $"marker {e.MarkerRecordedEventAttributes.MarkerName}",
        EventType.StartChildWorkflowExecutionInitiated =>
            $"child {e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowId}",
        EventType.SignalExternalWorkflowExecutionInitiated =>
            $"signal {e.SignalExternalWorkflowExecutionInitiatedEventAttributes.WorkflowExecution.WorkflowId}",
        EventType.WorkflowExecutionContinuedAsNew => "continue",
        EventType.WorkflowExecutionCompleted => "complete",
        EventType.WorkflowExecutionFailed => "fail",
        EventType.ActivityTaskCancelRequested or EventType.TimerCanceled
            or EventType.RequestCancelExternalWorkflowExecutionInitiated
            or EventType.WorkflowExecutionCanceled or EventType.UpsertWorkflowSearchAttributes
            or EventType.WorkflowPropertiesModified or EventType.WorkflowExecutionTimedOut
            or EventType.WorkflowExecutionTerminated => $"unexpected {e.EventType}",
        _ => null,
    };
}
