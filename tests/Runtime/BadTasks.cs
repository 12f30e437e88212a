using Cairn.Api.Failure.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Protocol;
using Cairn.Runtime.Tokens;
using Google.Protobuf;

namespace Cairn.Tests.Runtime;

/// <summary>Polls and answers of workers that no server should take.</summary>
internal static class BadTasks
{
    private const string Run = "0196b2a0-0000-7000-8000-000000000000";

    private static readonly Failure Application = new() { ApplicationFailureInfo = new() };

    private static readonly Dictionary<string, Func<IWorkflowService, TaskQueue?, string, Task>> Polls = new()
    {
        ["poll workflow"] = (service, queue, identity) => service.PollWorkflowTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = queue, Identity = identity }),
        ["poll activity"] = (service, queue, identity) => service.PollActivityTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = queue, Identity = identity }),
    };

    private static readonly Dictionary<string, Func<IWorkflowService, ByteString, Task>> ByToken = new()
    {
        ["complete workflow task"] = (service, token) => service.RespondWorkflowTaskCompletedAsync(
            new() { Namespace = "default", TaskToken = token }),
        ["fail workflow task"] = (service, token) => service.RespondWorkflowTaskFailedAsync(
            new() { Namespace = "default", TaskToken = token }),
        ["complete activity"] = (service, token) => service.RespondActivityTaskCompletedAsync(
            new() { Namespace = "default", TaskToken = token }),
        ["fail activity"] = (service, token) => service.RespondActivityTaskFailedAsync(
            new() { Namespace = "default", TaskToken = token, Failure = Application }),
        ["cancel activity"] = (service, token) => service.RespondActivityTaskCanceledAsync(
            new() { Namespace = "default", TaskToken = token }),
        ["heartbeat"] = (service, token) => service.RecordActivityTaskHeartbeatAsync(
            new() { Namespace = "default", TaskToken = token }),
    };

    private static readonly Dictionary<string, Func<IWorkflowService, string, string, Task>> ById = new()
    {
        ["complete activity by id"] = (service, workflow, id) => service.RespondActivityTaskCompletedByIdAsync(
            new() { Namespace = "default", WorkflowId = workflow, ActivityId = id }),
        ["fail activity by id"] = (service, workflow, id) => service.RespondActivityTaskFailedByIdAsync(
            new() { Namespace = "default", WorkflowId = workflow, ActivityId = id, Failure = Application }),
        ["cancel activity by id"] = (service, workflow, id) => service.RespondActivityTaskCanceledByIdAsync(
            new() { Namespace = "default", WorkflowId = workflow, ActivityId = id }),
        ["heartbeat by id"] = (service, workflow, id) => service.RecordActivityTaskHeartbeatByIdAsync(
            new() { Namespace = "default", WorkflowId = workflow, ActivityId = id }),
    };

    public static IEnumerable<BadRequest> All => [.. OfPolls, .. OfTokens, .. Stale, .. OfIds, .. Failures, .. Queries];

    private static IEnumerable<BadRequest> OfPolls => Polls.SelectMany(rpc => new[]
    {
        BadRequest.Invalid($"{rpc.Key}: no queue", "taskQueue is not set", s => rpc.Value(s, null, "")),
        BadRequest.Invalid($"{rpc.Key}: empty queue", "missing task queue name", s => rpc.Value(s, new(), "")),
        BadRequest.Invalid($"{rpc.Key}: long queue", "taskQueue length exceeds limit", s =>
            rpc.Value(s, new() { Name = new string('x', 1001) }, "")),
        BadRequest.Invalid($"{rpc.Key}: long identity", "Identity length exceeds limit.", s =>
            rpc.Value(s, new() { Name = "q" }, new string('x', 1001))),
    });

    private static IEnumerable<BadRequest> OfTokens => ByToken.SelectMany(rpc => new[]
    {
        BadRequest.Invalid(
            $"{rpc.Key}: no token", "Task token not set on request.", s => rpc.Value(s, ByteString.Empty)),
        BadRequest.Invalid($"{rpc.Key}: garbage token", "Error deserializing task token.", s =>
            rpc.Value(s, ByteString.CopyFromUtf8("garbage!"))),
        BadRequest.Invalid($"{rpc.Key}: token without namespace", "Namespace not set on request.", s =>
            rpc.Value(s, new TaskToken { WorkflowId = "open" }.ToByteString())),
        BadRequest.Invalid(
            $"{rpc.Key}: token of another namespace",
            "Operation requested with a token from a different namespace.",
            s => rpc.Value(s, new TaskToken { Namespace = "elsewhere", WorkflowId = "open" }.ToByteString())),
    });

    private static IEnumerable<BadRequest> Stale => ByToken.Select(rpc => BadRequest.NotFound(
        $"{rpc.Key}: unknown run",
        rpc.Key.Contains("workflow task", StringComparison.Ordinal)
            ? "Workflow task not found."
            : "workflow execution already completed",
        s => rpc.Value(
            s, new TaskToken { Namespace = "default", WorkflowId = "missing", RunId = Run }.ToByteString())));

    private static IEnumerable<BadRequest> OfIds => ById.SelectMany(rpc => new[]
    {
        BadRequest.NotFound(
            $"{rpc.Key}: missing workflow", "workflow not found for ID: missing", s => rpc.Value(s, "missing", "5")),
        BadRequest.Invalid($"{rpc.Key}: no id", "ActivityId is not set on request.", s => rpc.Value(s, "open", "")),
        BadRequest.Invalid(
            $"{rpc.Key}: no workflow id", "WorkflowId is not set on request.", s => rpc.Value(s, "", "5")),
        BadRequest.NotFound(
            $"{rpc.Key}: missing activity",
            "cannot find pending activity with ActivityID 5, check workflow execution history for more details",
            s => rpc.Value(s, "open", "5")),
        BadRequest.NotFound(
            $"{rpc.Key}: closed", "workflow execution already completed", s => rpc.Value(s, "closed", "5")),
    });

    private static IEnumerable<BadRequest> Failures =>
    [
        BadRequest.Invalid("fail activity: no info", "Failure must have ApplicationFailureInfo.", s =>
            s.RespondActivityTaskFailedByIdAsync(new()
            {
                Namespace = "default",
                WorkflowId = "open",
                ActivityId = "5",
                Failure = new() { Message = "no" },
            })),
        BadRequest.Invalid(
            "fail activity: bad delay",
            "NextRetryDelay is not a valid duration: negative duration",
            s => s.RespondActivityTaskFailedByIdAsync(new()
            {
                Namespace = "default",
                WorkflowId = "open",
                ActivityId = "5",
                Failure = new()
                {
                    ApplicationFailureInfo = new(),
                    Cause = new() { ApplicationFailureInfo = new() { NextRetryDelay = new() { Seconds = -1 } } },
                },
            })),
    ];

    private static IEnumerable<BadRequest> Queries =>
    [
        Query("no token", "Task token not set on request.", ByteString.Empty),
        Query("garbage token", "Error deserializing task token.", ByteString.CopyFromUtf8("garbage!")),
        Query("token without id", "Invalid TaskToken.", new QueryToken { Namespace = "default" }.ToByteString()),
        BadRequest.NotFound("answer query: unknown", "query task not found, or already expired", s =>
            s.RespondQueryTaskCompletedAsync(new()
            {
                Namespace = "default",
                TaskToken = new QueryToken { Namespace = "default", QueryId = "x" }.ToByteString(),
            })),
    ];

    private static BadRequest Query(string name, string text, ByteString token) => BadRequest.Invalid(
        $"answer query: {name}", text, s => s.RespondQueryTaskCompletedAsync(
            new() { Namespace = "default", TaskToken = token }));
}
