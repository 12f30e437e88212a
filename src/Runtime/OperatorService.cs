using Cairn.Protocol;

namespace Cairn.Runtime;

/// <summary>
/// Passes each RPC of operators to the class of its name in <see cref="Requests"/>. The methods are generated from
/// proto/operator/service.proto.
/// </summary>
/// <param name="node">The node.</param>
internal sealed partial class OperatorService(Node node) : IOperatorService;
