using System.Diagnostics;
using Cairn.Api.Common.V1;
using Cairn.Client;
using Cairn.Client.Interceptors;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>Makes a span of each call of a client that reaches a workflow's code, and sends it with the call.</summary>
internal sealed class TracedClient(TracingInterceptorOptions options, ClientOutboundInterceptor next)
    : ClientOutboundInterceptor(next)
{
    public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        StartWorkflowInput input) => TraceAsync(
            $"{(input.Options.StartSignal is null ? "StartWorkflow" : "SignalWithStartWorkflow")}:{input.Workflow}",
            input.Options.Id,
            null,
            () => base.StartWorkflowAsync<TWorkflow, TResult>(input with { Headers = Headers(input.Headers) }));

    public override Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TUpdateResult>(
        StartUpdateWithStartWorkflowInput input) =>
        input.Options.StartWorkflowOperation is not { } operation
            ? base.StartUpdateWithStartWorkflowAsync<TUpdateResult>(input)
            : TraceAsync(
                $"UpdateWithStartWorkflow:{operation.Workflow}",
                operation.Options.Id,
                input.Options.Id,
                () =>
                {
                    operation.Headers = Headers(operation.Headers);
                    return base.StartUpdateWithStartWorkflowAsync<TUpdateResult>(
                        input with { Headers = Headers(input.Headers) });
                });

    public override Task SignalWorkflowAsync(SignalWorkflowInput input) => TraceAsync(
        $"SignalWorkflow:{input.Signal}",
        input.Id,
        null,
        async () =>
        {
            await base.SignalWorkflowAsync(input with { Headers = Headers(input.Headers) }).ConfigureAwait(false);
            return true;
        });

    public override Task<TResult> QueryWorkflowAsync<TResult>(QueryWorkflowInput input) => TraceAsync(
        $"QueryWorkflow:{input.Query}",
        input.Id,
        null,
        () => base.QueryWorkflowAsync<TResult>(input with { Headers = Headers(input.Headers) }));

    public override Task<WorkflowUpdateHandle<TResult>> StartWorkflowUpdateAsync<TResult>(
        StartWorkflowUpdateInput input) => TraceAsync(
            $"UpdateWorkflow:{input.Update}",
            input.Id,
            input.Options.Id,
            () => base.StartWorkflowUpdateAsync<TResult>(input with { Headers = Headers(input.Headers) }));

    private async Task<T> TraceAsync<T>(string name, string? workflowId, string? updateId, Func<Task<T>> call)
    {
        using var span = TracingInterceptor.ClientSource.StartActivity(
            name,
            ActivityKind.Client,
            parentContext: default,
            tags: Spans.Tags((options.TagNameWorkflowId, workflowId), (options.TagNameUpdateId, updateId)));
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Spans.Fail(span, e);
            throw;
        }
    }

    private IDictionary<string, Payload>? Headers(IDictionary<string, Payload>? headers) =>
        TraceHeader.Current is { } current ? current.AddTo(headers, options.HeaderKey) : headers;
}
