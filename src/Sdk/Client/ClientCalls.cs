using Cairn.Client.Interceptors;
using Cairn.Client.Schedules;

namespace Cairn.Client;

/// <summary>The last client interceptor: it makes the calls.</summary>
internal sealed class ClientCalls(ICairnClient client) : ClientOutboundInterceptor
{
    /// <summary>
    /// Builds the client's chain of interceptors, in the order of its options, and returns the first.
    /// </summary>
    public static ClientOutboundInterceptor Chain(ICairnClient client)
    {
        ClientOutboundInterceptor first = new ClientCalls(client);
        foreach (var interceptor in (client.Options.Interceptors ?? []).Reverse())
        {
            first = interceptor.InterceptClient(first)
                ?? throw new InvalidOperationException($"InterceptClient of {interceptor.GetType()} returned null");
        }

        return first;
    }

    public override async Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        StartWorkflowInput input)
    {
        var runId = await StartWorkflowCall.InvokeAsync(client, input).ConfigureAwait(false);
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

    public override Task<WorkflowUpdateHandle<TResult>> StartWorkflowUpdateAsync<TResult>(
        StartWorkflowUpdateInput input) =>
        StartWorkflowUpdateCall.InvokeAsync<TResult>(client, input);

    public override Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TUpdateResult>(
        StartUpdateWithStartWorkflowInput input) =>
        StartUpdateWithStartWorkflowCall.InvokeAsync<TUpdateResult>(client, input);

    public override IAsyncEnumerable<WorkflowExecution> ListWorkflowsAsync(ListWorkflowsInput input) =>
        ListWorkflowsCall.InvokeAsync(client, input);

    public override Task<WorkflowListPage> ListWorkflowsPaginatedAsync(ListWorkflowsPaginatedInput input) =>
        ListWorkflowsCall.InvokeAsync(client, input);

    public override Task<WorkflowExecutionCount> CountWorkflowsAsync(CountWorkflowsInput input) =>
        CountWorkflowsCall.InvokeAsync(client, input);

    public override Task<ScheduleHandle> CreateScheduleAsync(CreateScheduleInput input) =>
        CreateScheduleCall.InvokeAsync(client, input);

    public override IAsyncEnumerable<ScheduleListDescription> ListSchedulesAsync(ListSchedulesInput input) =>
        ListSchedulesCall.InvokeAsync(client, input);

    public override Task BackfillScheduleAsync(BackfillScheduleInput input) =>
        PatchScheduleCall.InvokeAsync(client, input);

    public override Task DeleteScheduleAsync(DeleteScheduleInput input) =>
        DeleteScheduleCall.InvokeAsync(client, input);

    public override Task<ScheduleDescription> DescribeScheduleAsync(DescribeScheduleInput input) =>
        DescribeScheduleCall.InvokeAsync(client, input);

    public override Task PauseScheduleAsync(PauseScheduleInput input) => PatchScheduleCall.InvokeAsync(client, input);

    public override Task TriggerScheduleAsync(TriggerScheduleInput input) =>
        PatchScheduleCall.InvokeAsync(client, input);

    public override Task UnpauseScheduleAsync(UnpauseScheduleInput input) =>
        PatchScheduleCall.InvokeAsync(client, input);

    public override Task UpdateScheduleAsync(UpdateScheduleInput input) =>
        UpdateScheduleCall.InvokeAsync(client, input);
}
