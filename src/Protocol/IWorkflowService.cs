namespace Cairn.Protocol;

/// <summary>
/// The one boundary between authors and engine: the public Temporal API, one method an RPC.
/// Every method fails with <see cref="Exceptions.RpcException"/> only, whose code is the gRPC status, or, when its
/// caller gives it up by the token, with <see cref="OperationCanceledException"/>.
/// In process it is called directly; over the network the same calls travel as gRPC.
/// </summary>
/// <remarks>proto/service/service.proto declares the RPCs; the members are generated from it.</remarks>
public partial interface IWorkflowService;
