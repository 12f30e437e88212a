using Cairn.Protocol;
using Cairn.Protocol.Health;

namespace Cairn.Client.Grpc;

/// <summary>The health check of a server far away.</summary>
internal sealed class GrpcHealthService(GrpcChannel channel) : IHealthService
{
    /// <inheritdoc/>
    public Task<HealthCheckResponse> CheckAsync(HealthCheckRequest request, RpcContext context = default) =>
        channel.CallAsync<HealthCheckRequest, HealthCheckResponse>("/grpc.health.v1.Health/Check", request, context);
}
