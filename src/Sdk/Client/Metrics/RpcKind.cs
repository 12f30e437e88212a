using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Grpc;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Client.Metrics;

/// <summary>What calls have in common that are measured together.</summary>
/// <param name="Operation">The name of the RPC.</param>
/// <param name="Namespace">The namespace; null if it has none.</param>
/// <param name="IsLong">Whether the server may hold the call until there is something to say.</param>
internal readonly record struct RpcKind(string Operation, string? Namespace, bool IsLong)
{
    /// <summary>The kind of a call.</summary>
    public static RpcKind Of<TService, TRequest>(RpcMethod<TService> method, TRequest request)
        where TRequest : class, IMessage<TRequest> => new(
            method.Name,
            request is null ? null : RequestNamespace<TRequest>.Of(request),
            method.IsTaskPoll
                || request is GetWorkflowExecutionHistoryRequest { WaitNewEvent: true }
                    or PollWorkflowExecutionUpdateRequest);
}
