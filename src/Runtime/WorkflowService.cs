using Cairn.Protocol;

namespace Cairn.Runtime;

/// <summary>
/// Passes each RPC of clients and workers to the class of its name in <see cref="Requests"/>. The methods are generated
/// from proto/service/service.proto.
/// </summary>
/// <param name="node">The node.</param>
internal sealed partial class WorkflowService(Node node) : IWorkflowService;
