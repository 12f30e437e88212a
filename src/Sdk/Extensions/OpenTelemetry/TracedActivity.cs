using System.Diagnostics;
using Cairn.Activities;
using Cairn.Worker.Interceptors;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>Makes a span of each attempt of an activity; it is current while the activity runs.</summary>
internal sealed class TracedActivity(TracingInterceptorOptions options, ActivityInboundInterceptor next)
    : ActivityInboundInterceptor(next)
{
    public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
    {
        var info = ActivityExecutionContext.Current.Info;
        var caller = TraceHeader.Read(input.Headers, options.HeaderKey);
        using var span = TracingInterceptor.ActivitiesSource.StartActivity(
            $"RunActivity:{info.ActivityType}",
            ActivityKind.Server,
            caller?.Context ?? default,
            Spans.Tags(
                (options.TagNameWorkflowId, info.WorkflowId),
                (options.TagNameRunId, info.WorkflowRunId),
                (options.TagNameActivityId, info.ActivityId)));
        if (span is not null)
        {
            caller?.AddBaggageTo(span);
        }

        try
        {
            return await base.ExecuteActivityAsync(input).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (e is not CompleteAsyncException)
            {
                Spans.Fail(span, e);
            }

            throw;
        }
    }
}
