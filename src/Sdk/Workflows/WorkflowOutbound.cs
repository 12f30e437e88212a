using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>The last outbound interceptor: it makes the commands.</summary>
internal sealed class WorkflowOutbound(WorkflowInstance instance) : WorkflowOutboundInterceptor
{
    /// <inheritdoc/>
    public override Task CancelExternalWorkflowAsync(CancelExternalWorkflowInput input) =>
        instance.Externals.CancelAsync(input);

    /// <inheritdoc/>
    public override ContinueAsNewException CreateContinueAsNewException(CreateContinueAsNewExceptionInput input) =>
        new(input.Workflow, input.Args, input.Options, input.Headers);

    /// <inheritdoc/>
    public override Task DelayAsync(DelayAsyncInput input) =>
        instance.Timers.DelayAsync(input.Delay, input.Summary, input.CancellationToken, input.Site);

    /// <inheritdoc/>
    public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
        instance.Activities.ExecuteAsync<TResult>(input);

    /// <inheritdoc/>
    public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input) =>
        instance.LocalActivities.ExecuteAsync<TResult>(input);

    /// <inheritdoc/>
    public override Task SignalChildWorkflowAsync(SignalChildWorkflowInput input) =>
        instance.Externals.SignalAsync(input);

    /// <inheritdoc/>
    public override Task SignalExternalWorkflowAsync(SignalExternalWorkflowInput input) =>
        instance.Externals.SignalAsync(input);

    /// <inheritdoc/>
    public override Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
        StartChildWorkflowInput input) => instance.Children.StartAsync<TWorkflow, TResult>(input);
}
