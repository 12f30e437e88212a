using Cairn.Client.Interceptors;

namespace Cairn.Client;

/// <summary>The last of the interceptors: it makes the calls.</summary>
internal sealed class ClientCalls(ICairnClient client) : ClientOutboundInterceptor
{
    /// <summary>The first of a client's interceptors, each before the one that follows it in its options.</summary>
    public static ClientOutboundInterceptor Chain(ICairnClient client)
    {
        ClientOutboundInterceptor first = new ClientCalls(client);
        foreach (var interceptor in (client.Options.Interceptors ?? []).Reverse())
        {
            first = interceptor.InterceptClient(first);
        }

        return first;
    }

    public override async Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        StartWorkflowInput input)
    {
        var runId = await StartWorkflowCall.InvokeAsync(client, input);
        return new(client, input.Options.Id!, ResultRunId: runId, FirstExecutionRunId: runId);
    }

    public override Task SignalWorkflowAsync(SignalWorkflowInput input) =>
        SignalWorkflowCall.InvokeAsync(client, input);

    public override Task<TResult> QueryWorkflowAsync<TResult>(QueryWorkflowInput input) =>
        QueryWorkflowCall.InvokeAsync<TResult>(client, input);

    public override Task<WorkflowExecutionDescription> DescribeWorkflowAsync(DescribeWorkflowInput input) =>
        DescribeWorkflowCall.InvokeAsync(client, input);

    public override Task CancelWorkflowAsync(CancelWorkflowInput input) =>
        CancelWorkflowCall.InvokeAsync(client, input);

    public override Task TerminateWorkflowAsync(TerminateWorkflowInput input) =>
        TerminateWorkflowCall.InvokeAsync(client, input);

    public override Task<WorkflowHistoryEventPage> FetchWorkflowHistoryEventPageAsync(
        FetchWorkflowHistoryEventPageInput input) => WorkflowHistoryPageCall.InvokeAsync(client, input);

    public override Task HeartbeatAsyncActivityAsync(HeartbeatAsyncActivityInput input) =>
        HeartbeatAsyncActivityCall.InvokeAsync(client, input);

    public override Task CompleteAsyncActivityAsync(CompleteAsyncActivityInput input) =>
        CompleteAsyncActivityCall.InvokeAsync(client, input);

    public override Task FailAsyncActivityAsync(FailAsyncActivityInput input) =>
        FailAsyncActivityCall.InvokeAsync(client, input);

    public override Task ReportCancellationAsyncActivityAsync(ReportCancellationAsyncActivityInput input) =>
        ReportCancellationAsyncActivityCall.InvokeAsync(client, input);
}
