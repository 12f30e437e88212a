using Cairn.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Http;

/// <summary>The HTTP status of each gRPC status, as grpc-gateway has it.</summary>
internal static class HttpStatus
{
    /// <summary>The client went away before the answer; nginx invented the number.</summary>
    private const int ClientClosedRequest = 499;

    private static readonly Dictionary<RpcException.StatusCode, int> s_table = new()
    {
        [RpcException.StatusCode.OK] = StatusCodes.Status200OK,
        [RpcException.StatusCode.Cancelled] = ClientClosedRequest,
        [RpcException.StatusCode.Unknown] = StatusCodes.Status500InternalServerError,
        [RpcException.StatusCode.InvalidArgument] = StatusCodes.Status400BadRequest,
        [RpcException.StatusCode.DeadlineExceeded] = StatusCodes.Status504GatewayTimeout,
        [RpcException.StatusCode.NotFound] = StatusCodes.Status404NotFound,
        [RpcException.StatusCode.AlreadyExists] = StatusCodes.Status409Conflict,
        [RpcException.StatusCode.PermissionDenied] = StatusCodes.Status403Forbidden,
        [RpcException.StatusCode.ResourceExhausted] = StatusCodes.Status429TooManyRequests,
        [RpcException.StatusCode.FailedPrecondition] = StatusCodes.Status400BadRequest,
        [RpcException.StatusCode.Aborted] = StatusCodes.Status409Conflict,
        [RpcException.StatusCode.OutOfRange] = StatusCodes.Status400BadRequest,
        [RpcException.StatusCode.Unimplemented] = StatusCodes.Status501NotImplemented,
        [RpcException.StatusCode.Internal] = StatusCodes.Status500InternalServerError,
        [RpcException.StatusCode.Unavailable] = StatusCodes.Status503ServiceUnavailable,
        [RpcException.StatusCode.DataLoss] = StatusCodes.Status500InternalServerError,
        [RpcException.StatusCode.Unauthenticated] = StatusCodes.Status401Unauthorized,
    };

    /// <summary>The status of an error.</summary>
    public static int Of(RpcException refused) => refused is HttpException { Status: var status }
        ? status
        : s_table.GetValueOrDefault(refused.Code, StatusCodes.Status500InternalServerError);
}
