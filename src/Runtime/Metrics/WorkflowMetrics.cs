using System.Diagnostics.Metrics;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Rules;

namespace Cairn.Runtime.Metrics;

/// <summary>What becomes of workflows, and of their workflow tasks.</summary>
internal static class WorkflowMetrics
{
    private static readonly Counter<long> StartedRuns = Instruments.Counter(
        "cairn_workflows_started_total", "Runs that were started, by any way.");

    private static readonly Counter<long> Succeeded = Instruments.Counter(
        "workflow_success", "Runs that completed.");

    private static readonly Counter<long> Failed = Instruments.Counter("workflow_failed", "Runs that failed.");

    private static readonly Counter<long> Canceled = Instruments.Counter(
        "workflow_cancel", "Runs that were cancelled.");

    private static readonly Counter<long> Terminated = Instruments.Counter(
        "workflow_terminate", "Runs that were terminated.");

    private static readonly Counter<long> TimedOut = Instruments.Counter(
        "workflow_timeout", "Runs that timed out.");

    private static readonly Counter<long> Continued = Instruments.Counter(
        "workflow_continued_as_new", "Runs that continued as new.");

    private static readonly Histogram<double> Duration = Instruments.Durations(
        "workflow_schedule_to_close_latency", Instruments.Spans,
        "How long runs took from their start to their close, in seconds, by status.");

    private static readonly Histogram<long> HistoryBytes = Instruments.Amounts(
        "history_size", Instruments.Bytes, "The size of the history of runs that closed, in bytes.");

    private static readonly Histogram<long> HistoryEvents = Instruments.Amounts(
        "history_count", Instruments.Numbers, "The number of events of runs that closed.");

    private static readonly Counter<long> RetryBackoffs = Instruments.Counter(
        "workflow_retry_backoff_timer", "Runs that were started to retry a failed one.");

    private static readonly Counter<long> CronBackoffs = Instruments.Counter(
        "workflow_cron_backoff_timer", "Runs that were started to wait for the next time of a cron schedule.");

    private static readonly Counter<long> DelayedStarts = Instruments.Counter(
        "workflow_delayed_start_backoff_timer", "Runs that were started with a delay.");

    private static readonly Histogram<double> RetryBackoff = Instruments.Durations(
        "cairn_workflow_retry_backoff_seconds", Instruments.Spans,
        "How long runs that retry a failed one wait before their first task, in seconds.");

    private static readonly Counter<long> TasksCompleted = Instruments.Counter(
        "workflow_tasks_completed", "Workflow tasks that completed.");

    private static readonly Counter<long> TasksFailed = Instruments.Counter(
        "failed_workflow_tasks", "Workflow tasks that failed, by cause.");

    private static readonly Counter<long> TasksTimedOut = Instruments.Counter(
        "cairn_workflow_task_timeouts_total", "Workflow tasks that timed out, by kind of timeout.");

    private static readonly Histogram<long> TaskAttempts = Instruments.Amounts(
        "workflow_task_attempt", Instruments.Numbers, "The attempts of workflow tasks that were scheduled.");

    static WorkflowMetrics()
    {
        // Without a constructor, the instruments would not be there before the first measurement.
    }

    /// <summary>Publishes the instruments, once in a process.</summary>
    public static void Publish()
    {
        // The static constructor does it.
    }

    /// <summary>A run was started.</summary>
    public static void Start(LabelSet labels, WorkflowExecutionStartedEventAttributes started)
    {
        StartedRuns.Add(1, labels.Tags);
        if (Durations.Read(started.FirstWorkflowTaskBackoff) is not { } backoff || backoff <= TimeSpan.Zero)
        {
            return;
        }

        switch (started.Initiator)
        {
            case ContinueAsNewInitiator.Retry:
                RetryBackoffs.Add(1, labels.Tags);
                RetryBackoff.Record(backoff.TotalSeconds, labels.Tags);
                break;
            case ContinueAsNewInitiator.CronSchedule:
                CronBackoffs.Add(1, labels.Tags);
                break;
            default:
                (started.CronSchedule.Length > 0 ? CronBackoffs : DelayedStarts).Add(1, labels.Tags);
                break;
        }
    }

    /// <summary>A run closed.</summary>
    public static void Close(LabelSet labels, Execution state, HistoryEvent close)
    {
        var counter = state.Status switch
        {
            WorkflowExecutionStatus.Completed => Succeeded,
            WorkflowExecutionStatus.Failed => Failed,
            WorkflowExecutionStatus.Canceled => Canceled,
            WorkflowExecutionStatus.Terminated => Terminated,
            WorkflowExecutionStatus.TimedOut => TimedOut,
            _ => Continued,
        };
        counter.Add(1, labels.Tags);
        var duration = close.EventTime.ToDateTimeOffset() - state.StartTime;
        Duration.Record(duration.TotalSeconds, labels.With("status", NameOf(state.Status)));
        HistoryBytes.Record(state.HistoryBytes, labels.Tags);
        HistoryEvents.Record(state.NextEventId - 1, labels.Tags);
    }

    /// <summary>An attempt of a workflow task was scheduled.</summary>
    public static void ScheduleTask(LabelSet labels, int attempt) => TaskAttempts.Record(attempt, labels.Tags);

    /// <summary>A workflow task completed.</summary>
    public static void CompleteTask(LabelSet labels) => TasksCompleted.Add(1, labels.Tags);

    /// <summary>A workflow task failed.</summary>
    public static void FailTask(LabelSet labels, WorkflowTaskFailedCause cause) =>
        TasksFailed.Add(1, labels.With("failure", NameOf(cause)));

    /// <summary>A later attempt of a workflow task failed or timed out; the journal does not say how.</summary>
    public static void FailTaskAgain(LabelSet labels) => TasksFailed.Add(1, labels.With("failure", "Repeated"));

    /// <summary>A workflow task timed out.</summary>
    public static void TimeOutTask(LabelSet labels, TimeoutType timeout) =>
        TasksTimedOut.Add(1, labels.With("timeout_type", ActivityMetrics.NameOf(timeout)));

    private static string NameOf(WorkflowExecutionStatus status) =>
        Enum.GetName(status) ?? nameof(WorkflowExecutionStatus.Unspecified);

    // A cause that a newer worker sends has no name here.
    private static string NameOf(WorkflowTaskFailedCause cause) =>
        Enum.GetName(cause) ?? nameof(WorkflowTaskFailedCause.Unspecified);
}
