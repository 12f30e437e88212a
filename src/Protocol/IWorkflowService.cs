namespace Cairn.Protocol;

/// <summary>
/// The one boundary between authors and engine: the public Temporal API, one method for each RPC. A method fails only
/// with <see cref="Exceptions.RpcException"/>, whose code is the gRPC status, or with
/// <see cref="OperationCanceledException"/> when its caller cancels the token. In the same process the methods are
/// called directly; over the network the same calls are made by gRPC.
/// </summary>
/// <remarks>
/// proto/service/service.proto declares the RPCs; the members are generated from it.
/// <para>
/// A message is handed over for good: from the call on, neither the caller nor the service changes a request; from the
/// answer on, neither of them changes a response. Both may keep it, or parts of it, and read it at any time: a caller
/// may send the same request again, and a service may answer with what it keeps. To change a message, clone it first.
/// Debug builds of the SDK check this for services in the same process: the call that finds a changed message fails
/// with <see cref="InvalidOperationException"/>, which names the message.
/// </para>
/// </remarks>
public partial interface IWorkflowService;
