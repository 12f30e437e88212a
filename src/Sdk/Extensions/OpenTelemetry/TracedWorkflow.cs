using System.Diagnostics;
using Cairn.Api.Common.V1;
using Cairn.Exceptions;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>Makes spans of what reaches the code of a workflow: its run, signals, queries and updates.</summary>
internal sealed class TracedWorkflow(TracingInterceptorOptions options, WorkflowInboundInterceptor next)
    : WorkflowInboundInterceptor(next)
{
    public override void Init(WorkflowOutboundInterceptor outbound) =>
        base.Init(new TracedWorkflowCalls(options, outbound));

    public override async Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
    {
        var type = Workflow.Info.WorkflowType;
        using var caller = Caller();
        using var run = Track($"RunWorkflow:{type}", null);
        try
        {
            var result = await base.ExecuteWorkflowAsync(input).ConfigureAwait(true);
            TracingInterceptor.WorkflowsSource.TrackWorkflowDiagnosticActivity($"CompleteWorkflow:{type}").Dispose();
            return result;
        }
        catch (Exception e)
        {
            Fail("CompleteWorkflow", type, e);
            throw;
        }
    }

    public override async Task HandleSignalAsync(HandleSignalInput input)
    {
        using var caller = Caller();
        using var signal = Track($"HandleSignal:{input.Signal}", input.Headers);
        try
        {
            await base.HandleSignalAsync(input).ConfigureAwait(true);
        }
        catch (Exception e)
        {
            Fail("CompleteWorkflow", Workflow.Info.WorkflowType, e);
            throw;
        }
    }

    public override object? HandleQuery(HandleQueryInput input)
    {
        using var caller = Caller();
        using var query = Track($"HandleQuery:{input.Query}", input.Headers);
        try
        {
            return base.HandleQuery(input);
        }
        catch (Exception e)
        {
            Spans.Fail(query.Activity, e);
            throw;
        }
    }

    public override void ValidateUpdate(HandleUpdateInput input)
    {
        using var caller = Caller();
        using var update = Track($"ValidateUpdate:{input.Update}", input.Headers);
        try
        {
            base.ValidateUpdate(input);
        }
        catch (Exception e)
        {
            Spans.Fail(update.Activity, e);
            throw;
        }
    }

    public override async Task<object?> HandleUpdateAsync(HandleUpdateInput input)
    {
        using var caller = Caller();
        using var update = Track($"HandleUpdate:{input.Update}", input.Headers);
        try
        {
            return await base.HandleUpdateAsync(input).ConfigureAwait(true);
        }
        catch (Exception e)
        {
            Fail("CompleteUpdate", input.Update, e);
            throw;
        }
    }

    // An exception that ends nothing fails the task of the workflow, which is tried again.
    private static void Fail(string end, string name, Exception error)
    {
        if (error is not ContinueAsNewException)
        {
            var what = error is FailureException or OperationCanceledException ? end : "WorkflowTaskFailure";
            TracingInterceptor.WorkflowsSource.TrackWorkflowDiagnosticActivity(
                $"{what}:{name}", updateActivity: span => Spans.Fail(span, error)).Dispose();
        }
    }

    // The trace is that of the start; a signal, query or update is linked to its sender.
    private WorkflowDiagnosticActivity? Caller() =>
        TraceHeader.Read(Workflow.Info.Headers, options.HeaderKey) is { } header
            ? WorkflowDiagnosticActivity.Attach(header, null, null)
            : null;

    private WorkflowDiagnosticActivity Track(string name, IReadOnlyDictionary<string, Payload>? sender)
    {
        var info = Workflow.Info;
        return TracingInterceptor.WorkflowsSource.TrackWorkflowDiagnosticActivity(
            name,
            ActivityKind.Server,
            Spans.Tags((options.TagNameWorkflowId, info.WorkflowId), (options.TagNameRunId, info.RunId)),
            TraceHeader.Read(sender, options.HeaderKey) is { } link ? [new(link.Context)] : null,
            inheritParentTags: false);
    }
}
