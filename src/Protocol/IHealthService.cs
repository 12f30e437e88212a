namespace Cairn.Protocol;

/// <summary>The health check that load balancers and probes call: grpc.health.v1.Health.</summary>
/// <remarks>Health/health.proto declares its one RPC; the member is generated from it.</remarks>
public partial interface IHealthService;
