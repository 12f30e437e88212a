namespace Cairn.Protocol;

/// <summary>
/// The API for operators: the part of the public Temporal API beside <see cref="IWorkflowService"/>, one method for
/// each RPC, under the same rules.
/// </summary>
/// <remarks>proto/operator/service.proto declares the RPCs; the members are generated from it.</remarks>
public partial interface IOperatorService;
