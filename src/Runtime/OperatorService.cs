using Cairn.Protocol;

namespace Cairn.Runtime;

/// <summary>
/// Has each RPC of operators handled by the class of its name in <see cref="Requests"/>. The methods are generated from
/// proto/operator/service.proto.
/// </summary>
/// <param name="node">The node.</param>
internal sealed partial class OperatorService(Node node) : IOperatorService;
