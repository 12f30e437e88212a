namespace Cairn.Protocol;

/// <summary>
/// What operators call: the public Temporal API beside <see cref="IWorkflowService"/>, one method an RPC, under the
/// same rules.
/// </summary>
/// <remarks>proto/operator/service.proto declares the RPCs; the members are generated from it.</remarks>
public partial interface IOperatorService;
