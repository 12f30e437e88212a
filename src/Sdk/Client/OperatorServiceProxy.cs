using System.Runtime.CompilerServices;
using Cairn.Api.OperatorService.V1;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>All calls of operators as one, as <see cref="WorkflowServiceProxy"/> has those of authors.</summary>
internal abstract class OperatorServiceProxy : IOperatorService
{
    public Task<AddSearchAttributesResponse> AddSearchAttributesAsync(
        AddSearchAttributesRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.AddSearchAttributesAsync(r, c), request, context);

    public Task<RemoveSearchAttributesResponse> RemoveSearchAttributesAsync(
        RemoveSearchAttributesRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RemoveSearchAttributesAsync(r, c), request, context);

    public Task<ListSearchAttributesResponse> ListSearchAttributesAsync(
        ListSearchAttributesRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListSearchAttributesAsync(r, c), request, context);

    public Task<DeleteNamespaceResponse> DeleteNamespaceAsync(
        DeleteNamespaceRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DeleteNamespaceAsync(r, c), request, context);

    /// <inheritdoc cref="WorkflowServiceProxy.InvokeAsync"/>
    protected abstract Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IOperatorService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        [CallerMemberName] string member = "")
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new();
}
