using Cairn.Api.Common.V1;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>Makes spans of what a workflow calls, and sends them with the calls.</summary>
internal sealed class TracedWorkflowCalls(TracingInterceptorOptions options, WorkflowOutboundInterceptor next)
    : WorkflowOutboundInterceptor(next)
{
    public override ContinueAsNewException CreateContinueAsNewException(CreateContinueAsNewExceptionInput input) =>
        base.CreateContinueAsNewException(input with { Headers = Headers(input.Headers) });

    public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
        base.ScheduleActivityAsync<TResult>(
            input with { Headers = Traced(input.Headers, $"StartActivity:{input.Activity}") });

    public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input) =>
        base.ScheduleLocalActivityAsync<TResult>(
            input with { Headers = Traced(input.Headers, $"StartActivity:{input.Activity}") });

    public override Task SignalChildWorkflowAsync(SignalChildWorkflowInput input) => base.SignalChildWorkflowAsync(
        input with { Headers = Traced(input.Headers, $"SignalChildWorkflow:{input.Signal}") });

    public override Task SignalExternalWorkflowAsync(SignalExternalWorkflowInput input) =>
        base.SignalExternalWorkflowAsync(
            input with { Headers = Traced(input.Headers, $"SignalExternalWorkflow:{input.Signal}") });

    public override Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
        StartChildWorkflowInput input) => base.StartChildWorkflowAsync<TWorkflow, TResult>(
            input with { Headers = Traced(input.Headers, $"StartChildWorkflow:{input.Workflow}") });

    private IDictionary<string, Payload>? Traced(IDictionary<string, Payload>? headers, string name)
    {
        using var call = TracingInterceptor.WorkflowsSource.TrackWorkflowDiagnosticActivity(
            name, System.Diagnostics.ActivityKind.Client);
        return Headers(headers);
    }

    private IDictionary<string, Payload>? Headers(IDictionary<string, Payload>? headers) =>
        WorkflowDiagnosticActivity.Current is { } current
            ? current.Header.AddTo(headers, options.HeaderKey)
            : headers;
}
