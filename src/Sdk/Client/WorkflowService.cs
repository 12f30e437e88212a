namespace Cairn.Client;

/// <summary>
/// The calls of the server that clients and workers make, one method for each RPC. They are generated
/// from proto/service/service.proto.
/// </summary>
public sealed partial class WorkflowService;
