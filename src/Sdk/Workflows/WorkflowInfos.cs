using Cairn.Converters;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Workflows;

/// <summary>Reads the info of a run from its first event.</summary>
internal static class WorkflowInfos
{
    /// <summary>The info of a run.</summary>
    /// <param name="details">The run.</param>
    /// <param name="converter">Converts its values to and from payloads.</param>
    /// <param name="firstTask">When its first workflow task began, UTC.</param>
    public static WorkflowInfo Read(WorkflowInstanceDetails details, DataConverter converter, DateTime firstTask)
    {
        var started = details.Job.Started;
        return new(
            Math.Max(1, started.Attempt),
            OrNull(started.ContinuedExecutionRunId),
            OrNull(started.CronSchedule),
            Time(started.WorkflowExecutionTimeout),
            started.FirstExecutionRunId,
            (started.Header ?? new()).Fields,
            started.ContinuedFailure is { } failure
                ? converter.FailureConverter.ToException(failure, converter.PayloadConverter)
                : null,
            started.LastCompletionResult is { } last ? [.. last.Payloads_.Select(p => new RawValue(p))] : null,
            details.Options.Namespace,
            started.OriginalExecutionRunId,
            started.ParentWorkflowExecution is { WorkflowId.Length: > 0 } parent
                ? new(started.ParentWorkflowNamespace, parent.RunId, parent.WorkflowId)
                : null,
            Common.Priority.FromProto(started.Priority),
            started.RetryPolicy is { } policy ? Common.RetryPolicy.FromProto(policy) : null,
            started.RootWorkflowExecution is { WorkflowId.Length: > 0 } root ? new(root.RunId, root.WorkflowId) : null,
            details.RunId,
            Time(started.WorkflowRunTimeout),
            firstTask,
            started.TaskQueue?.Name ?? string.Empty,
            Time(started.WorkflowTaskTimeout) ?? TimeSpan.FromSeconds(10),
            details.WorkflowId,
            details.Job.StartTime,
            started.WorkflowType.Name);
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    // The server writes zero for "without limit".
    private static TimeSpan? Time(Duration? duration) =>
        duration?.ToTimeSpan() is { } time && time > TimeSpan.Zero ? time : null;
}
