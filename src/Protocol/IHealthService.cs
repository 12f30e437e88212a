using Cairn.Protocol.Health;

namespace Cairn.Protocol;

/// <summary>The health check that load balancers and probes call: grpc.health.v1.Health.</summary>
public interface IHealthService
{
    /// <summary>Says whether the server, or one of its services, takes calls now.</summary>
    Task<HealthCheckResponse> CheckAsync(HealthCheckRequest request, RpcContext context = default);
}
