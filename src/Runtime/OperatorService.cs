using Cairn.Api.OperatorService.V1;
using Cairn.Protocol;
using Cairn.Runtime.Requests;
using static Cairn.Runtime.Answers;

namespace Cairn.Runtime;

/// <summary>From each RPC of operators to the file that answers it.</summary>
/// <param name="node">The node.</param>
internal sealed class OperatorService(Node node) : IOperatorService
{
    /// <inheritdoc/>
    public Task<AddSearchAttributesResponse> AddSearchAttributesAsync(
        AddSearchAttributesRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => AddSearchAttributes.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RemoveSearchAttributesResponse> RemoveSearchAttributesAsync(
        RemoveSearchAttributesRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RemoveSearchAttributes.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ListSearchAttributesResponse> ListSearchAttributesAsync(
        ListSearchAttributesRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListSearchAttributes.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DeleteNamespaceResponse> DeleteNamespaceAsync(
        DeleteNamespaceRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DeleteNamespace.HandleAsync(node, request));
}
