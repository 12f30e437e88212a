using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Protocol.Health;
using Cairn.Storage;
using Status = Cairn.Protocol.Health.HealthCheckResponse.Types.ServingStatus;

namespace Cairn.Runtime;

/// <summary>Answers health checks: the node is serving as long as its store can be used.</summary>
/// <param name="store">The store.</param>
internal sealed class HealthService(IStore store) : IHealthService
{
    /// <inheritdoc/>
    /// <remarks>An empty service name means the whole server.</remarks>
    public Task<HealthCheckResponse> CheckAsync(HealthCheckRequest request, RpcContext context = default) =>
        request.Service is "" or WorkflowServiceMethods.ServiceName
            ? Task.FromResult(new HealthCheckResponse
            {
                Status = store.Trouble is null ? Status.Serving : Status.NotServing,
            })
            : throw new RpcException(RpcException.StatusCode.NotFound, "unknown service");
}
