using Cairn.Exceptions;

namespace Cairn.Server.Http;

/// <summary>The path exists, but not with the method of the request: UNIMPLEMENTED, as in grpc-gateway.</summary>
/// <param name="allowed">The methods with which it exists.</param>
internal sealed class MethodNotAllowedException(IReadOnlyList<string> allowed)
    : RpcException(StatusCode.Unimplemented, $"Method Not Allowed: this path takes {string.Join(", ", allowed)}.")
{
    /// <summary>The methods with which the path exists.</summary>
    public IReadOnlyList<string> Allowed { get; } = allowed;
}
