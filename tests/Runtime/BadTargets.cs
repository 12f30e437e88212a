using Cairn.Api.Common.V1;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Tests.Runtime;

/// <summary>Requests about workflows that are named wrongly, are not there or are closed.</summary>
internal static class BadTargets
{
    private const string Run = "0196b2a0-0000-7000-8000-000000000000";

    private static readonly string[] Garbage = ["garbage", "\u0001", "\u0008\u0001"];

    private static readonly Dictionary<string, Func<IWorkflowService, WorkflowExecution?, Task>> Rpcs = new()
    {
        ["signal"] = (service, execution) => service.SignalWorkflowExecutionAsync(
            new() { Namespace = "default", SignalName = "s", WorkflowExecution = execution }),
        ["cancel"] = (service, execution) => service.RequestCancelWorkflowExecutionAsync(
            new() { Namespace = "default", WorkflowExecution = execution }),
        ["terminate"] = (service, execution) => service.TerminateWorkflowExecutionAsync(
            new() { Namespace = "default", WorkflowExecution = execution }),
        ["query"] = (service, execution) => service.QueryWorkflowAsync(
            new() { Namespace = "default", Query = new() { QueryType = "q" }, Execution = execution }),
        ["describe"] = (service, execution) => service.DescribeWorkflowExecutionAsync(
            new() { Namespace = "default", Execution = execution }),
        ["history"] = (service, execution) => service.GetWorkflowExecutionHistoryAsync(
            new() { Namespace = "default", Execution = execution }),
        ["history from its end"] = (service, execution) => service.GetWorkflowExecutionHistoryReverseAsync(
            new() { Namespace = "default", Execution = execution }),
        ["pause activity"] = (service, execution) => service.PauseActivityAsync(
            new() { Namespace = "default", Id = "1", Execution = execution }),
        ["unpause activity"] = (service, execution) => service.UnpauseActivityAsync(
            new() { Namespace = "default", Id = "1", Execution = execution }),
        ["reset activity"] = (service, execution) => service.ResetActivityAsync(
            new() { Namespace = "default", Id = "1", Execution = execution }),
        ["update activity options"] = (service, execution) => service.UpdateActivityOptionsAsync(
            new() { Namespace = "default", MatchAll = true, RestoreOriginal = true, Execution = execution }),
        ["reset sticky"] = (service, execution) => service.ResetStickyTaskQueueAsync(
            new() { Namespace = "default", Execution = execution }),
    };

    public static IEnumerable<BadRequest> All => [.. OfEach, .. Signals, .. Closed, .. Queries, .. Histories];

    private static IEnumerable<BadRequest> OfEach => Rpcs.SelectMany(rpc => new[]
    {
        BadRequest.Invalid(
            $"{rpc.Key}: no execution", "Execution is not set on request.", s => rpc.Value(s, null)),
        BadRequest.Invalid(
            $"{rpc.Key}: no workflow id", "WorkflowId is not set on request.", s => rpc.Value(s, Of(""))),
        BadRequest.Invalid(
            $"{rpc.Key}: bad run id", "Invalid RunId.", s => rpc.Value(s, Of("open", "not-a-uuid"))),
        BadRequest.NotFound(
            $"{rpc.Key}: missing", "workflow not found for ID: missing", s => rpc.Value(s, Of("missing"))),
        BadRequest.NotFound(
            $"{rpc.Key}: missing run",
            $"workflow execution not found for workflow ID \"open\" and run ID \"{Run}\"",
            s => rpc.Value(s, Of("open", Run))),
    });

    private static IEnumerable<BadRequest> Signals =>
    [
        BadRequest.Invalid("signal: no name", "SignalName is not set on request.", s =>
            s.SignalWorkflowExecutionAsync(new() { Namespace = "default", WorkflowExecution = Of("open") })),
        BadRequest.Invalid("signal: long name", "SignalName length exceeds limit.", s =>
            s.SignalWorkflowExecutionAsync(new()
            {
                Namespace = "default",
                WorkflowExecution = Of("open"),
                SignalName = new string('x', 1001),
            })),
        BadRequest.Invalid("signal: large", "Blob data size exceeds limit.", s =>
            s.SignalWorkflowExecutionAsync(new()
            {
                Namespace = "default",
                WorkflowExecution = Of("open"),
                SignalName = "s",
                Input = BadStarts.Large,
            })),
    ];

    private static IEnumerable<BadRequest> Closed => Rpcs.Keys
        .Where(rpc => rpc is "signal" or "terminate")
        .Select(rpc => BadRequest.NotFound(
            $"{rpc}: closed", "workflow execution already completed", s => Rpcs[rpc](s, Of("closed"))))
        .Append(BadRequest.NotFound("terminate: other chain", "workflow execution not found", s =>
            s.TerminateWorkflowExecutionAsync(new()
            {
                Namespace = "default",
                WorkflowExecution = Of("open"),
                FirstExecutionRunId = Run,
            })));

    private static IEnumerable<BadRequest> Queries =>
    [
        BadRequest.Invalid("query: none", "WorkflowQuery is not set on request.", s =>
            s.QueryWorkflowAsync(new() { Namespace = "default", Execution = Of("open") })),
        BadRequest.Invalid("query: no type", "QueryType is not set on request.", s =>
            s.QueryWorkflowAsync(new() { Namespace = "default", Execution = Of("open"), Query = new() })),
        BadRequest.Invalid("query: large", "Blob data size exceeds limit.", s => s.QueryWorkflowAsync(new()
        {
            Namespace = "default",
            Execution = Of("open"),
            Query = new() { QueryType = "q", QueryArgs = BadStarts.Large },
        })),
    ];

    private static IEnumerable<BadRequest> Histories => Garbage.Select(token =>
        BadRequest.Invalid($"history: token {token.Length} {token[0]}", "Invalid NextPageToken.", s =>
            s.GetWorkflowExecutionHistoryAsync(new()
            {
                Namespace = "default",
                Execution = Of("open"),
                NextPageToken = ByteString.CopyFromUtf8(token),
            })));

    private static WorkflowExecution Of(string workflowId, string runId = "") =>
        new() { WorkflowId = workflowId, RunId = runId };
}
