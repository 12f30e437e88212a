using Cairn.Protocol;

namespace Cairn.Runtime;

/// <summary>
/// Passes each RPC of administrators to the class of its name in <see cref="Requests"/>. The methods are generated from
/// proto/access/service.proto.
/// </summary>
/// <param name="node">The node.</param>
internal sealed partial class AccessService(Node node) : IAccessService;
