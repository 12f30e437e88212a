using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>Refuses the calls that leave a workflow, where there is no server that could perform them.</summary>
internal sealed class LoneOutbound(WorkflowOutboundInterceptor next) : WorkflowOutboundInterceptor(next)
{
    /// <inheritdoc/>
    public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
        throw Refusal($"activity {input.Activity}");

    /// <inheritdoc/>
    public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input) =>
        throw Refusal($"local activity {input.Activity}");

    /// <inheritdoc/>
    public override Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
        StartChildWorkflowInput input) => throw Refusal($"child workflow {input.Workflow}");

    /// <inheritdoc/>
    public override Task SignalChildWorkflowAsync(SignalChildWorkflowInput input) =>
        throw Refusal($"signal {input.Signal} of child workflow {input.Id}");

    /// <inheritdoc/>
    public override Task SignalExternalWorkflowAsync(SignalExternalWorkflowInput input) =>
        throw Refusal($"signal {input.Signal} of workflow {input.Id}");

    /// <inheritdoc/>
    public override Task CancelExternalWorkflowAsync(CancelExternalWorkflowInput input) =>
        throw Refusal($"the cancellation of workflow {input.Id}");

    private static InvalidOperationException Refusal(string call) => new(
        $"The code calls {call}, but a unit test has no server: give the workflow a stub that does without it, or run "
        + "it in a WorkflowEnvironment");
}
