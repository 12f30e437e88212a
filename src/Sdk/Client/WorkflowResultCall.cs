using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Client;

/// <summary>Waits for the event that closes a workflow, and follows the runs of its chain.</summary>
internal static class WorkflowResultCall
{
    /// <summary>The result, not decoded; null if there is none.</summary>
    public static async Task<Payloads?> InvokeAsync(WorkflowHandle handle, bool followRuns, RpcOptions? rpc)
    {
        var options = new WorkflowHistoryEventFetchOptions
        {
            WaitNewEvent = true,
            EventFilterType = HistoryEventFilterType.CloseEvent,
            Rpc = rpc,
        };
        var runId = handle.ResultRunId;
        while (true)
        {
            var close = await CloseEventAsync(handle, runId, options).ConfigureAwait(false);
            if (followRuns && NextRun(close) is { } next)
            {
                runId = next;
                continue;
            }

            return close.WorkflowExecutionCompletedEventAttributes is { } completed
                ? completed.Result
                : throw await FailureAsync(handle.Client.ValuesOf(handle.Id).Converter, close).ConfigureAwait(false);
        }
    }

    private static async Task<HistoryEvent> CloseEventAsync(
        WorkflowHandle handle, string? runId, WorkflowHistoryEventFetchOptions options)
    {
        await foreach (var historyEvent
            in WorkflowHistoryCall.InvokeAsync(handle.Client, handle.Id, runId, options).ConfigureAwait(false))
        {
            return historyEvent;
        }

        throw new CairnException($"History of workflow {handle.Id}, run {runId}, ended without a close event");
    }

    private static string? NextRun(HistoryEvent close)
    {
        var next = close.AttributesCase switch
        {
            HistoryEvent.AttributesOneofCase.WorkflowExecutionCompletedEventAttributes =>
                close.WorkflowExecutionCompletedEventAttributes.NewExecutionRunId,
            HistoryEvent.AttributesOneofCase.WorkflowExecutionFailedEventAttributes =>
                close.WorkflowExecutionFailedEventAttributes.NewExecutionRunId,
            HistoryEvent.AttributesOneofCase.WorkflowExecutionTimedOutEventAttributes =>
                close.WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId,
            HistoryEvent.AttributesOneofCase.WorkflowExecutionContinuedAsNewEventAttributes =>
                close.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId,
            _ => null,
        };
        return string.IsNullOrEmpty(next) ? null : next;
    }

    private static async Task<Exception> FailureAsync(DataConverter converter, HistoryEvent close) =>
        close.AttributesCase switch
        {
            HistoryEvent.AttributesOneofCase.WorkflowExecutionContinuedAsNewEventAttributes =>
                new WorkflowContinuedAsNewException(
                    close.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId),
            HistoryEvent.AttributesOneofCase.WorkflowExecutionFailedEventAttributes => new WorkflowFailedException(
                await converter.ToExceptionAsync(close.WorkflowExecutionFailedEventAttributes.Failure)
                    .ConfigureAwait(false)),
            HistoryEvent.AttributesOneofCase.WorkflowExecutionCanceledEventAttributes => new WorkflowFailedException(
                await converter.ToExceptionAsync(new()
                {
                    Message = "Workflow canceled",
                    CanceledFailureInfo = new() { Details = close.WorkflowExecutionCanceledEventAttributes.Details },
                }).ConfigureAwait(false)),
            HistoryEvent.AttributesOneofCase.WorkflowExecutionTerminatedEventAttributes =>
                new WorkflowFailedException(
                    await TerminatedAsync(converter, close.WorkflowExecutionTerminatedEventAttributes)
                        .ConfigureAwait(false)),
            HistoryEvent.AttributesOneofCase.WorkflowExecutionTimedOutEventAttributes => new WorkflowFailedException(
                await converter.ToExceptionAsync(new()
                {
                    Message = "Workflow timed out",
                    TimeoutFailureInfo = new() { TimeoutType = TimeoutType.StartToClose },
                }).ConfigureAwait(false)),
            _ => new CairnException($"Unexpected close event {close.EventType}"),
        };

    private static async Task<Exception> TerminatedAsync(
        DataConverter converter, WorkflowExecutionTerminatedEventAttributes terminated)
    {
        var failure = new Failure
        {
            Message = terminated.Reason.Length == 0 ? "Workflow terminated" : terminated.Reason,
            TerminatedFailureInfo = new() { Identity = terminated.Identity },
        };
        var details = terminated.Details is null
            ? null
            : new InboundFailureDetails(
                converter.PayloadConverter, (await converter.PayloadCodec.DecodedAsync(terminated.Details)
                    .ConfigureAwait(false)).Payloads_);
        return new TerminatedFailureException(failure, null, details);
    }
}
