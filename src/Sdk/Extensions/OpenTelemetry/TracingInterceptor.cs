using System.Diagnostics;
using Cairn.Client.Interceptors;
using Cairn.Worker.Interceptors;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>
/// Traces calls of clients, workflows and activities as spans of System.Diagnostics, which OpenTelemetry collects by
/// <c>AddSource("Cairn.Client", "Cairn.Worker")</c>. Set it as an interceptor of the client; it serves the client's
/// workers too. In a host, <c>AddCairnTracing</c> does that. Names, tags and the header are those of Temporal's SDKs.
/// A span of a workflow starts and ends at once, because a workflow moves between processes; a replay makes none again.
/// </summary>
public class TracingInterceptor : IClientInterceptor, IWorkerInterceptor
{
    /// <summary>The source of the spans of clients, <c>Cairn.Client</c>.</summary>
    public static readonly ActivitySource ClientSource = new("Cairn.Client");

    /// <summary>The source of the spans of workflows, <c>Cairn.Worker</c>.</summary>
    public static readonly ActivitySource WorkflowsSource = new("Cairn.Worker");

    /// <summary>The source of the spans of activities, the same as that of workflows.</summary>
    public static readonly ActivitySource ActivitiesSource = WorkflowsSource;

    /// <summary>Creates the interceptor.</summary>
    /// <param name="options">The names; null means the defaults. Later changes have no effect.</param>
    public TracingInterceptor(TracingInterceptorOptions? options = null) =>
        Options = (TracingInterceptorOptions)(options?.Clone() ?? new TracingInterceptorOptions());

    /// <summary>The names.</summary>
    public TracingInterceptorOptions Options { get; }

    /// <inheritdoc/>
    public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor)
    {
        ArgumentNullException.ThrowIfNull(nextInterceptor);
        return new TracedClient(Options, nextInterceptor);
    }

    /// <inheritdoc/>
    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor)
    {
        ArgumentNullException.ThrowIfNull(nextInterceptor);
        return new TracedWorkflow(Options, nextInterceptor);
    }

    /// <inheritdoc/>
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor)
    {
        ArgumentNullException.ThrowIfNull(nextInterceptor);
        return new TracedActivity(Options, nextInterceptor);
    }
}
