using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>
/// Shapes the close event of a run that another run follows, for callers that wait for the end of a workflow. Clients
/// that can read the next run from any close event say so in a header (sdk-go and sdk-java do); all others only follow
/// a chain by continued-as-new events.
/// </summary>
internal static class CloseEvents
{
    private const string Header = "supported-features";
    private const string Feature = "follows-next-run-id";

    /// <summary>Whether the caller reads the next run from any close event.</summary>
    public static bool FollowsNextRun(RpcContext context) =>
        context.Headers?.GetValueOrDefault(Header)?.Split(',').Any(feature => feature.Trim() == Feature) == true;

    /// <summary>The run that follows; empty if there is none.</summary>
    public static string NextRun(HistoryEvent end) =>
        AsContinued(end).WorkflowExecutionContinuedAsNewEventAttributes?.NewExecutionRunId ?? "";

    /// <summary>The close event; if there is a next run, it is shown as continued-as-new.</summary>
    public static HistoryEvent AsContinued(HistoryEvent end)
    {
        var continued = end.EventType switch
        {
            EventType.WorkflowExecutionCompleted => new WorkflowExecutionContinuedAsNewEventAttributes
            {
                NewExecutionRunId = end.WorkflowExecutionCompletedEventAttributes.NewExecutionRunId,
                LastCompletionResult = end.WorkflowExecutionCompletedEventAttributes.Result,
            },
            EventType.WorkflowExecutionFailed => new WorkflowExecutionContinuedAsNewEventAttributes
            {
                NewExecutionRunId = end.WorkflowExecutionFailedEventAttributes.NewExecutionRunId,
                Failure = end.WorkflowExecutionFailedEventAttributes.Failure,
            },
            EventType.WorkflowExecutionTimedOut => new WorkflowExecutionContinuedAsNewEventAttributes
            {
                NewExecutionRunId = end.WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId,
            },
            _ => new WorkflowExecutionContinuedAsNewEventAttributes(),
        };
        return continued.NewExecutionRunId.Length == 0
            ? end
            : new HistoryEvent
            {
                EventId = end.EventId,
                EventTime = end.EventTime,
                EventType = EventType.WorkflowExecutionContinuedAsNew,
                WorkflowExecutionContinuedAsNewEventAttributes = continued,
            };
    }
}
