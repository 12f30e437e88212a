using Cairn.Exceptions;

namespace Cairn.Server.Http;

/// <summary>An error whose HTTP status says more than its gRPC status.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The gRPC status.</param>
/// <param name="message">The error text.</param>
internal sealed class HttpException(int status, RpcException.StatusCode code, string message)
    : RpcException(code, message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
