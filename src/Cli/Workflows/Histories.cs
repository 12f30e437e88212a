using System.Runtime.CompilerServices;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Cli.Verbs;
using Google.Protobuf;

namespace Cairn.Cli.Workflows;

/// <summary>Reads histories page by page.</summary>
internal static class Histories
{
    /// <summary>The events of a run, as they come.</summary>
    /// <param name="call">The command.</param>
    /// <param name="execution">The run.</param>
    /// <param name="follow">Whether to wait for events until the run is closed.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public static async IAsyncEnumerable<HistoryEvent> ReadAsync(
        Invocation call,
        WorkflowExecution execution,
        bool follow,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var page = ByteString.Empty;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await call.Service.GetWorkflowExecutionHistoryAsync(
                new()
                {
                    Namespace = call.Namespace,
                    Execution = execution,
                    NextPageToken = page,
                    WaitNewEvent = follow,
                },
                call.Rpc);
            foreach (var each in answer.History?.Events ?? [])
            {
                yield return each;
            }

            page = answer.NextPageToken;
        }
        while (!page.IsEmpty);
    }

    /// <summary>The last event of a run, as soon as it is closed.</summary>
    public static async Task<HistoryEvent> CloseAsync(Invocation call, WorkflowExecution execution)
    {
        var page = ByteString.Empty;
        while (true)
        {
            var answer = await call.Service.GetWorkflowExecutionHistoryAsync(
                new()
                {
                    Namespace = call.Namespace,
                    Execution = execution,
                    NextPageToken = page,
                    WaitNewEvent = true,
                    HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
                    SkipArchival = true,
                },
                call.Rpc);
            if (answer.History?.Events is [.., var last])
            {
                return last;
            }

            page = answer.NextPageToken;
        }
    }

    /// <summary>
    /// The last event of the last run of a chain: a run that was continued leads to the next one, as soon as that is
    /// closed.
    /// </summary>
    public static async Task<(WorkflowExecution Run, HistoryEvent Close)> OutcomeAsync(
        Invocation call, WorkflowExecution execution)
    {
        while (true)
        {
            var close = await CloseAsync(call, execution);
            var next = NextRunOf(close);
            if (next.Length == 0)
            {
                return (execution, close);
            }

            execution = new() { WorkflowId = execution.WorkflowId, RunId = next };
        }
    }

    private static string NextRunOf(HistoryEvent close) => close.AttributesCase switch
    {
        HistoryEvent.AttributesOneofCase.WorkflowExecutionContinuedAsNewEventAttributes =>
            close.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId,
        HistoryEvent.AttributesOneofCase.WorkflowExecutionCompletedEventAttributes =>
            close.WorkflowExecutionCompletedEventAttributes.NewExecutionRunId,
        HistoryEvent.AttributesOneofCase.WorkflowExecutionFailedEventAttributes =>
            close.WorkflowExecutionFailedEventAttributes.NewExecutionRunId,
        HistoryEvent.AttributesOneofCase.WorkflowExecutionTimedOutEventAttributes =>
            close.WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId,
        _ => string.Empty,
    };
}
