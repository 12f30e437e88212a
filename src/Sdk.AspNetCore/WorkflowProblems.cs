using Cairn.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Cairn.Extensions.AspNetCore;

/// <summary>Which HTTP answer an error becomes.</summary>
internal static class WorkflowProblems
{
    private static readonly Dictionary<RpcException.StatusCode, int> s_statuses = new()
    {
        [RpcException.StatusCode.InvalidArgument] = StatusCodes.Status400BadRequest,
        [RpcException.StatusCode.NotFound] = StatusCodes.Status404NotFound,
        [RpcException.StatusCode.AlreadyExists] = StatusCodes.Status409Conflict,
        [RpcException.StatusCode.FailedPrecondition] = StatusCodes.Status409Conflict,
        [RpcException.StatusCode.ResourceExhausted] = StatusCodes.Status429TooManyRequests,
        [RpcException.StatusCode.Unavailable] = StatusCodes.Status503ServiceUnavailable,
        [RpcException.StatusCode.DeadlineExceeded] = StatusCodes.Status504GatewayTimeout,
    };

    /// <summary>The answer; null if the error is not about a workflow, or is a mistake of this program.</summary>
    public static IResult? Of(Exception error) => error switch
    {
        BadBodyException { Member: { } member } bad => TypedResults.ValidationProblem(
            new Dictionary<string, string[]> { [member] = [bad.Message] }, bad.Message),
        BadBodyException bad => TypedResults.Problem(bad.Message, statusCode: bad.Status),
        WorkflowClosedException => TypedResults.Problem(error.Message, statusCode: StatusCodes.Status409Conflict),
        WorkflowAlreadyStartedException started => TypedResults.Problem(
            $"The workflow {started.WorkflowId} is started already.",
            statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?>
            {
                ["workflowId"] = started.WorkflowId, ["runId"] = started.RunId,
            }),
        WorkflowUpdateFailedException => TypedResults.Problem(
            error.InnerException?.Message ?? error.Message, statusCode: StatusCodes.Status422UnprocessableEntity),
        WorkflowQueryFailedException => TypedResults.Problem(
            error.Message, statusCode: StatusCodes.Status422UnprocessableEntity),
        RpcTimeoutOrCanceledException => TypedResults.Problem(
            error.Message, statusCode: StatusCodes.Status504GatewayTimeout),
        RpcException rpc when s_statuses.TryGetValue(rpc.Code, out var status) =>
            TypedResults.Problem(rpc.Message, statusCode: status),
        _ => null,
    };
}
