namespace Cairn.Protocol;

/// <summary>
/// Who may call the server: Cairn's own API beside the public Temporal API, one method for each RPC, under the rules of
/// <see cref="IWorkflowService"/>.
/// </summary>
/// <remarks>proto/access/service.proto declares the RPCs; the members are generated from it.</remarks>
public partial interface IAccessService;
