using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Server.Health;

/// <summary>Answers probes: the server serves as long as it answers.</summary>
internal sealed class HealthService
{
    private const string Served = "temporal.api.workflowservice.v1.WorkflowService";

    /// <summary>Answers for the server (no name) or for the service that it has.</summary>
    public static Task<HealthCheckResponse> CheckAsync(HealthCheckRequest request, RpcContext context) =>
        request.Service is "" or Served
            ? Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving })
            : throw new RpcException(RpcException.StatusCode.NotFound, "unknown service");
}
