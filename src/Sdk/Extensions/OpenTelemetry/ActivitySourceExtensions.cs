using System.Diagnostics;
using Cairn.Workflows;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>Spans of workflow code.</summary>
public static class ActivitySourceExtensions
{
    /// <summary>
    /// Makes a span in workflow code, and makes its place in the trace current until the returned value is disposed.
    /// The span starts and ends at once. In a replay, and if no listener takes it, the place is that of the parent.
    /// </summary>
    /// <param name="source">The source of the span.</param>
    /// <param name="name">The name.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="tags">Its tags; null means none.</param>
    /// <param name="links">Links to other spans; null means none.</param>
    /// <param name="evenOnReplay">True makes the span in a replay too. Default false.</param>
    /// <param name="inheritParentTags">Whether it has the tags of the current place too. Default true.</param>
    /// <param name="updateActivity">Changes the span before it ends; null means nothing.</param>
    /// <exception cref="InvalidOperationException">It is not called in a workflow.</exception>
    public static WorkflowDiagnosticActivity TrackWorkflowDiagnosticActivity(
        this ActivitySource source,
        string name,
        ActivityKind kind = ActivityKind.Internal,
        IEnumerable<KeyValuePair<string, object?>>? tags = null,
        IEnumerable<ActivityLink>? links = null,
        bool evenOnReplay = false,
        bool inheritParentTags = true,
        Action<Activity>? updateActivity = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        if (!Workflow.InWorkflow)
        {
            throw new InvalidOperationException("Not in workflow");
        }

        var parent = WorkflowDiagnosticActivity.Current;
        KeyValuePair<string, object?>[] all = [.. (inheritParentTags ? parent?.Tags : null) ?? [], .. tags ?? []];
        var header = parent?.Header ?? new(default, null);
        var span = evenOnReplay || !Workflow.Unsafe.IsReplayingHistoryEvents
            ? Workflow.Unsafe.WithTracingEventListenerDisabled(() => Record(
                source.CreateActivity(name, kind, header.Context, all, links), updateActivity))
            : null;
        return WorkflowDiagnosticActivity.Attach(
            span is null ? header : header with { Context = span.Context }, span, all);
    }

    // What listens may take locks and start timers, and the span must not stay current.
    private static Activity? Record(Activity? span, Action<Activity>? update)
    {
        if (span is not null)
        {
            span.Start();
            update?.Invoke(span);
            span.Stop();
        }

        return span;
    }
}
