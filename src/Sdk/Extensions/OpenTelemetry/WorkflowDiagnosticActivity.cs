using System.Diagnostics;
using Cairn.Workflows;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>
/// A place in the trace of a workflow, current until it is disposed. It has a span only if a listener took it when the
/// code ran for the first time; that span has ended already.
/// </summary>
public class WorkflowDiagnosticActivity : IDisposable
{
    private static readonly AsyncLocal<WorkflowDiagnosticActivity?> s_current = new();

    private WorkflowDiagnosticActivity(
        Activity? activity, TraceHeader header, IReadOnlyCollection<KeyValuePair<string, object?>>? tags)
    {
        Activity = activity;
        Header = header;
        Tags = tags;
        Parent = Current;
        s_current.Value = this;
    }

    /// <summary>
    /// The place that is current; null outside workflows, and in those of a worker without
    /// <see cref="TracingInterceptor"/>.
    /// </summary>
    public static WorkflowDiagnosticActivity? Current => s_current.Value;

    /// <summary>What was current when this was made; null if nothing was.</summary>
    public WorkflowDiagnosticActivity? Parent { get; }

    /// <summary>The span; null in a replay, and if no listener takes it.</summary>
    public Activity? Activity { get; }

    /// <summary>The span's place in the trace; that of the parent if there is no span.</summary>
    public ActivityContext Context => Header.Context;

    /// <summary>The tags, which spans below this one get too; null means none.</summary>
    public IReadOnlyCollection<KeyValuePair<string, object?>>? Tags { get; }

    /// <summary>What calls carry that are made at this place.</summary>
    internal TraceHeader Header { get; }

    /// <summary>Makes a place of another trace current.</summary>
    /// <param name="context">The place.</param>
    /// <param name="tags">Tags of spans below it; null means none.</param>
    /// <exception cref="InvalidOperationException">It is not called in a workflow.</exception>
    public static WorkflowDiagnosticActivity AttachFromContext(
        ActivityContext context, IReadOnlyCollection<KeyValuePair<string, object?>>? tags = null) =>
        Attach(new(context, null), null, tags);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a place current.</summary>
    internal static WorkflowDiagnosticActivity Attach(
        TraceHeader header, Activity? activity, IReadOnlyCollection<KeyValuePair<string, object?>>? tags) =>
        Workflow.InWorkflow
            ? new(activity, header, tags)
            : throw new InvalidOperationException("Not in workflow");

    /// <summary>Makes the parent current again.</summary>
    /// <param name="disposing">False if a finalizer calls.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            s_current.Value = Parent;
        }
    }
}
