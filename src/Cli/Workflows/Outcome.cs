using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Cli.Output;

namespace Cairn.Cli.Workflows;

/// <summary>How a run ended.</summary>
/// <param name="Status">The status, such as COMPLETED.</param>
/// <param name="Result">Its result.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record Outcome(string Status, Payloads? Result, Failure? Failure)
{
    /// <summary>The exit code of a command that waits for it.</summary>
    public int ExitCode => Status == "COMPLETED" ? 0 : 1;

    /// <summary>Reads the last event of a run.</summary>
    public static Outcome Of(HistoryEvent close) => close.AttributesCase switch
    {
        HistoryEvent.AttributesOneofCase.WorkflowExecutionCompletedEventAttributes =>
            new("COMPLETED", close.WorkflowExecutionCompletedEventAttributes.Result, null),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionFailedEventAttributes =>
            new("FAILED", null, close.WorkflowExecutionFailedEventAttributes.Failure),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionTimedOutEventAttributes =>
            new("TIMEOUT", null, new() { Message = "The workflow timed out", TimeoutFailureInfo = new() }),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionCanceledEventAttributes =>
            new("CANCELED", null, new() { Message = "The workflow was cancelled", CanceledFailureInfo = new() }),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionTerminatedEventAttributes =>
            new(
                "TERMINATED",
                null,
                new()
                {
                    Message = close.WorkflowExecutionTerminatedEventAttributes.Reason,
                    TerminatedFailureInfo = new(),
                }),
        _ => new("CONTINUED_AS_NEW", null, null),
    };

    /// <summary>The result in JSON: the value, or all of them if there are several.</summary>
    public JsonNode? ResultJson() => Result?.Payloads_ switch
    {
        null or [] => null,
        [var only] => ProtoJson.Value(only),
        var several => new JsonArray([.. several.Select(ProtoJson.Value)]),
    };
}
