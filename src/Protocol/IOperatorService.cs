using Cairn.Api.OperatorService.V1;

namespace Cairn.Protocol;

/// <summary>
/// What operators call: the public Temporal API beside <see cref="IWorkflowService"/>, one method an RPC, under the
/// same rules.
/// </summary>
public interface IOperatorService
{
    /// <summary>Adds search attributes to a namespace; one that is there already stays as it is.</summary>
    Task<AddSearchAttributesResponse> AddSearchAttributesAsync(
        AddSearchAttributesRequest request, RpcContext context = default);

    /// <summary>Takes search attributes from a namespace; executions keep the values that they have.</summary>
    Task<RemoveSearchAttributesResponse> RemoveSearchAttributesAsync(
        RemoveSearchAttributesRequest request, RpcContext context = default);

    /// <summary>Tells the search attributes of a namespace.</summary>
    Task<ListSearchAttributesResponse> ListSearchAttributesAsync(
        ListSearchAttributesRequest request, RpcContext context = default);

    /// <summary>Deletes a namespace.</summary>
    Task<DeleteNamespaceResponse> DeleteNamespaceAsync(
        DeleteNamespaceRequest request, RpcContext context = default);
}
