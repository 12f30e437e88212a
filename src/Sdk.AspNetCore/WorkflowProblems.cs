using Cairn.Exceptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cairn.Extensions.AspNetCore;

/// <summary>Which HTTP answer an error becomes.</summary>
internal static partial class WorkflowProblems
{
    private const string TooLarge = "[CAIRN1011]";

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

    /// <summary>
    /// The answer; null if the error is not about a workflow, or is a mistake of this program. That of a server that is
    /// away is logged, because its words are not for callers.
    /// </summary>
    public static IResult? Of(Exception error, HttpContext context) => error switch
    {
        BadBodyException { Member: { } member } bad => TypedResults.ValidationProblem(
            new Dictionary<string, string[]> { [member] = [bad.Message] }, bad.Message),
        BadBodyException bad => TypedResults.Problem(bad.Message, statusCode: bad.Status),
        BadHttpRequestException bad => TypedResults.Problem(bad.Message, statusCode: bad.StatusCode),
        ArgumentException when error.Message.StartsWith(TooLarge, StringComparison.Ordinal) => TypedResults.Problem(
            "The body is larger than what a workflow takes.", statusCode: StatusCodes.Status413PayloadTooLarge),
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
        RpcTimeoutOrCanceledException => Away(error, context, StatusCodes.Status504GatewayTimeout),
        RpcException rpc when s_statuses.TryGetValue(rpc.Code, out var status) =>
            status >= StatusCodes.Status500InternalServerError
                ? Away(error, context, status)
                : TypedResults.Problem(rpc.Message, statusCode: status),
        _ => null,
    };

    private static ProblemHttpResult Away(Exception error, HttpContext context, int status)
    {
        if (!context.RequestAborted.IsCancellationRequested)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>()
                .CreateLogger(typeof(WorkflowEndpoints).FullName!);
            LogAway(logger, context.Request.Method, context.Request.Path, status, error.Message);
        }

        return TypedResults.Problem("The workflows cannot be reached now: try again later.", statusCode: status);
    }

    [LoggerMessage(4101, LogLevel.Warning, "{Method} {Path} is answered by {Status}: {Reason}")]
    private static partial void LogAway(ILogger logger, string method, string path, int status, string reason);
}
