using Cairn.Api.OperatorService.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Protocol.Health;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Server.Grpc;

/// <summary>
/// The typed call of every rpc, by the type of its request. They are listed, not found by reflection, so that the
/// server can be compiled ahead of time.
/// </summary>
internal static class GrpcCalls
{
    /// <summary>Calls of the services that answer them.</summary>
    public static Dictionary<MessageDescriptor, GrpcMethod> Of(
        IWorkflowService service, IOperatorService operators, IHealthService health) => new(
        [
            .. OfWorkflows(service),
            .. OfOperators(operators),
            For(HealthCheckRequest.Parser, health.CheckAsync),
        ]);

    private static KeyValuePair<MessageDescriptor, GrpcMethod>[] OfWorkflows(IWorkflowService service) =>
        [
            For(StartWorkflowExecutionRequest.Parser, service.StartWorkflowExecutionAsync),
            For(SignalWithStartWorkflowExecutionRequest.Parser, service.SignalWithStartWorkflowExecutionAsync),
            For(PollWorkflowTaskQueueRequest.Parser, service.PollWorkflowTaskQueueAsync),
            For(RespondWorkflowTaskCompletedRequest.Parser, service.RespondWorkflowTaskCompletedAsync),
            For(RespondWorkflowTaskFailedRequest.Parser, service.RespondWorkflowTaskFailedAsync),
            For(RespondQueryTaskCompletedRequest.Parser, service.RespondQueryTaskCompletedAsync),
            For(ResetStickyTaskQueueRequest.Parser, service.ResetStickyTaskQueueAsync),
            For(PollActivityTaskQueueRequest.Parser, service.PollActivityTaskQueueAsync),
            For(RecordActivityTaskHeartbeatRequest.Parser, service.RecordActivityTaskHeartbeatAsync),
            For(RespondActivityTaskCompletedRequest.Parser, service.RespondActivityTaskCompletedAsync),
            For(RespondActivityTaskFailedRequest.Parser, service.RespondActivityTaskFailedAsync),
            For(RespondActivityTaskCanceledRequest.Parser, service.RespondActivityTaskCanceledAsync),
            For(RecordActivityTaskHeartbeatByIdRequest.Parser, service.RecordActivityTaskHeartbeatByIdAsync),
            For(RespondActivityTaskCompletedByIdRequest.Parser, service.RespondActivityTaskCompletedByIdAsync),
            For(RespondActivityTaskFailedByIdRequest.Parser, service.RespondActivityTaskFailedByIdAsync),
            For(RespondActivityTaskCanceledByIdRequest.Parser, service.RespondActivityTaskCanceledByIdAsync),
            For(SignalWorkflowExecutionRequest.Parser, service.SignalWorkflowExecutionAsync),
            For(RequestCancelWorkflowExecutionRequest.Parser, service.RequestCancelWorkflowExecutionAsync),
            For(TerminateWorkflowExecutionRequest.Parser, service.TerminateWorkflowExecutionAsync),
            For(DeleteWorkflowExecutionRequest.Parser, service.DeleteWorkflowExecutionAsync),
            For(UpdateWorkflowExecutionRequest.Parser, service.UpdateWorkflowExecutionAsync),
            For(PollWorkflowExecutionUpdateRequest.Parser, service.PollWorkflowExecutionUpdateAsync),
            For(ExecuteMultiOperationRequest.Parser, service.ExecuteMultiOperationAsync),
            For(ResetWorkflowExecutionRequest.Parser, service.ResetWorkflowExecutionAsync),
            For(QueryWorkflowRequest.Parser, service.QueryWorkflowAsync),
            For(PauseActivityRequest.Parser, service.PauseActivityAsync),
            For(UnpauseActivityRequest.Parser, service.UnpauseActivityAsync),
            For(ResetActivityRequest.Parser, service.ResetActivityAsync),
            For(UpdateActivityOptionsRequest.Parser, service.UpdateActivityOptionsAsync),
            For(DescribeWorkflowExecutionRequest.Parser, service.DescribeWorkflowExecutionAsync),
            For(GetWorkflowExecutionHistoryRequest.Parser, service.GetWorkflowExecutionHistoryAsync),
            For(ListWorkflowExecutionsRequest.Parser, service.ListWorkflowExecutionsAsync),
            For(CountWorkflowExecutionsRequest.Parser, service.CountWorkflowExecutionsAsync),
            For(ListOpenWorkflowExecutionsRequest.Parser, service.ListOpenWorkflowExecutionsAsync),
            For(ListClosedWorkflowExecutionsRequest.Parser, service.ListClosedWorkflowExecutionsAsync),
            For(GetSearchAttributesRequest.Parser, service.GetSearchAttributesAsync),
            For(GetWorkflowExecutionHistoryReverseRequest.Parser, service.GetWorkflowExecutionHistoryReverseAsync),
            For(GetSystemInfoRequest.Parser, service.GetSystemInfoAsync),
            For(GetClusterInfoRequest.Parser, service.GetClusterInfoAsync),
            For(DescribeNamespaceRequest.Parser, service.DescribeNamespaceAsync),
            For(RegisterNamespaceRequest.Parser, service.RegisterNamespaceAsync),
            For(UpdateNamespaceRequest.Parser, service.UpdateNamespaceAsync),
            For(ListNamespacesRequest.Parser, service.ListNamespacesAsync),
            For(DescribeTaskQueueRequest.Parser, service.DescribeTaskQueueAsync),
            For(ListTaskQueuePartitionsRequest.Parser, service.ListTaskQueuePartitionsAsync),
            For(ShutdownWorkerRequest.Parser, service.ShutdownWorkerAsync),
            For(PollNexusTaskQueueRequest.Parser, service.PollNexusTaskQueueAsync),
            For(RecordWorkerHeartbeatRequest.Parser, service.RecordWorkerHeartbeatAsync),
            For(ListWorkersRequest.Parser, service.ListWorkersAsync),
            For(DescribeWorkerRequest.Parser, service.DescribeWorkerAsync),
            For(StartBatchOperationRequest.Parser, service.StartBatchOperationAsync),
            For(StopBatchOperationRequest.Parser, service.StopBatchOperationAsync),
            For(DescribeBatchOperationRequest.Parser, service.DescribeBatchOperationAsync),
            For(ListBatchOperationsRequest.Parser, service.ListBatchOperationsAsync),
            For(CreateScheduleRequest.Parser, service.CreateScheduleAsync),
            For(DescribeScheduleRequest.Parser, service.DescribeScheduleAsync),
            For(UpdateScheduleRequest.Parser, service.UpdateScheduleAsync),
            For(PatchScheduleRequest.Parser, service.PatchScheduleAsync),
            For(ListScheduleMatchingTimesRequest.Parser, service.ListScheduleMatchingTimesAsync),
            For(DeleteScheduleRequest.Parser, service.DeleteScheduleAsync),
            For(ListSchedulesRequest.Parser, service.ListSchedulesAsync),
        ];

    private static KeyValuePair<MessageDescriptor, GrpcMethod>[] OfOperators(IOperatorService operators) =>
        [
            For(AddSearchAttributesRequest.Parser, operators.AddSearchAttributesAsync),
            For(RemoveSearchAttributesRequest.Parser, operators.RemoveSearchAttributesAsync),
            For(ListSearchAttributesRequest.Parser, operators.ListSearchAttributesAsync),
            For(DeleteNamespaceRequest.Parser, operators.DeleteNamespaceAsync),
        ];

    private static KeyValuePair<MessageDescriptor, GrpcMethod> For<TRequest, TResponse>(
        MessageParser<TRequest> parser, Func<TRequest, RpcContext, Task<TResponse>> handle)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse> =>
        new(new TRequest().Descriptor, new GrpcMethod<TRequest, TResponse>(parser, handle));
}
