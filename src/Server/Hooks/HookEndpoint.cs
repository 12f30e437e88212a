using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Protocol.Json;
using Cairn.Runtime.Access;
using Cairn.Server.Grpc;
using Cairn.Server.Http;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cairn.Server.Hooks;

/// <summary>Turns deliveries of webhooks into signals and updates, if their signatures are right.</summary>
/// <param name="hooks">The webhooks by name.</param>
/// <param name="methods">The RPCs.</param>
/// <param name="calls">Makes the calls.</param>
/// <param name="maxBodyBytes">The maximum size of a body in bytes.</param>
/// <param name="clock">The time, for signed times.</param>
/// <param name="logger">Where it is logged why a delivery is not authentic.</param>
internal sealed partial class HookEndpoint(
    FrozenDictionary<string, Hook> hooks,
    GrpcMethods methods,
    RpcCalls calls,
    int maxBodyBytes,
    TimeProvider clock,
    ILogger<HookEndpoint> logger)
{
    /// <summary>Answers one delivery.</summary>
    /// <exception cref="RpcException">It is refused.</exception>
    public async Task<(int Status, JsonNode Answer)> AnswerAsync(HttpContext http, string name)
    {
        if (!hooks.TryGetValue(name, out var hook))
        {
            throw new RpcException(RpcException.StatusCode.NotFound, "There is no such hook.");
        }

        if (!HttpMethods.IsPost(http.Request.Method))
        {
            throw new MethodNotAllowedException([HttpMethods.Post]);
        }

        var body = await RequestBody.ReadAsync(http.Request, maxBodyBytes, http.RequestAborted).ConfigureAwait(false);
        var delivery = new HookDelivery(http.Request.Headers, body);
        if (hook.Signature.WhyNot(delivery.Header, body.Span, clock.GetUtcNow()) is { } reason)
        {
            LogRefused(hook.Name, $"{http.Connection.RemoteIpAddress}", reason);
            throw new RpcException(RpcException.StatusCode.Unauthenticated, "Unauthenticated");
        }

        var id = hook.WorkflowId.Text(delivery);
        return hook.Entry switch
        {
            { Update: not null } => await UpdateAsync(http, hook, delivery, id).ConfigureAwait(false),
            { Start: { } start } => await StartAsync(http, hook, start, delivery, id).ConfigureAwait(false),
            _ => await SignalAsync(http, hook, delivery, id).ConfigureAwait(false),
        };
    }

    private async Task<(int Status, JsonNode Answer)> SignalAsync(
        HttpContext http, Hook hook, HookDelivery delivery, string id)
    {
        await CallAsync(http, hook, WorkflowServiceMethods.SignalWorkflowExecution, new SignalWorkflowExecutionRequest
        {
            Namespace = hook.Namespace,
            WorkflowExecution = new() { WorkflowId = id },
            SignalName = hook.Target.Text(delivery),
            Input = Values(hook.Arguments, delivery),
            Identity = $"hook:{hook.Name}",
            RequestId = hook.RequestId(delivery),
        }).ConfigureAwait(false);
        return (StatusCodes.Status202Accepted, new JsonObject { ["workflowId"] = id });
    }

    private async Task<(int Status, JsonNode Answer)> StartAsync(
        HttpContext http, Hook hook, StartEntry start, HookDelivery delivery, string id)
    {
        var answer = (SignalWithStartWorkflowExecutionResponse)await CallAsync(
            http,
            hook,
            WorkflowServiceMethods.SignalWithStartWorkflowExecution,
            new SignalWithStartWorkflowExecutionRequest
            {
                Namespace = hook.Namespace,
                WorkflowId = id,
                WorkflowType = new() { Name = start.WorkflowType },
                TaskQueue = new() { Name = start.TaskQueue },
                Input = Values(hook.StartArguments, delivery),
                SignalName = hook.Target.Text(delivery),
                SignalInput = Values(hook.Arguments, delivery),
                Identity = $"hook:{hook.Name}",
                RequestId = hook.RequestId(delivery),
            }).ConfigureAwait(false);
        return (
            StatusCodes.Status202Accepted,
            new JsonObject { ["workflowId"] = id, ["runId"] = answer.RunId, ["started"] = answer.Started });
    }

    private async Task<(int Status, JsonNode Answer)> UpdateAsync(
        HttpContext http, Hook hook, HookDelivery delivery, string id)
    {
        var answer = (UpdateWorkflowExecutionResponse)await CallAsync(
            http,
            hook,
            WorkflowServiceMethods.UpdateWorkflowExecution,
            new UpdateWorkflowExecutionRequest
            {
                Namespace = hook.Namespace,
                WorkflowExecution = new() { WorkflowId = id },
                WaitPolicy = new()
                {
                    LifecycleStage = hook.Entry.WaitForResult
                        ? UpdateWorkflowExecutionLifecycleStage.Completed
                        : UpdateWorkflowExecutionLifecycleStage.Accepted,
                },
                Request = new()
                {
                    Meta = new() { UpdateId = hook.RequestId(delivery), Identity = $"hook:{hook.Name}" },
                    Input = new() { Name = hook.Target.Text(delivery), Args = Values(hook.Arguments, delivery) },
                },
            }).ConfigureAwait(false);
        if (answer.Outcome?.Failure is { } failure)
        {
            throw new HttpException(
                StatusCodes.Status422UnprocessableEntity, RpcException.StatusCode.FailedPrecondition, failure.Message);
        }

        var json = new JsonObject { ["workflowId"] = id, ["stage"] = $"{answer.Stage}".ToLowerInvariant() };
        if (answer.Outcome?.Success is not { } result)
        {
            return (StatusCodes.Status202Accepted, json);
        }

        json["result"] = MessageJson.ToNode(result, PayloadStyle.Shorthand);
        return (StatusCodes.Status200OK, json);
    }

    // The signature is the credential, so the file of webhooks says what its sender may do.
    private Task<IMessage> CallAsync(
        HttpContext http, Hook hook, RpcMethod<IWorkflowService> method, IMessage request) => calls.RunAsync(
            http,
            method.Path,
            RpcException.StatusCode.InvalidArgument,
            deadline => calls.CallAsync(
                methods.Find(method.Path),
                new(new(hook.Name, "webhook", Permissions.All), $"{http.Connection.RemoteIpAddress}", method.Name),
                request,
                new Dictionary<string, string>(),
                deadline));

    private static Payloads Values(IEnumerable<HookTemplate> templates, HookDelivery delivery) => new()
    {
        Payloads_ =
        {
            templates.Select(template => new Payload
            {
                Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
                Data = ByteString.CopyFromUtf8(template.Json(delivery)),
            }),
        },
    };

    [LoggerMessage(
        2005, LogLevel.Warning, "A delivery to the hook {Hook} from {Address} is refused as not authentic: {Reason}")]
    private partial void LogRefused(string hook, string address, string reason);
}
