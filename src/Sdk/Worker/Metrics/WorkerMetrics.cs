using System.Collections.Concurrent;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Common;
using Cairn.Logging;
using Cairn.Worker.Tuning;

namespace Cairn.Worker.Metrics;

/// <summary>
/// What a worker measures of itself, by the names that Temporal's SDKs have for it. A meter that throws costs the
/// value, never the task.
/// </summary>
internal sealed class WorkerMetrics
{
    private readonly MetricMeter meter;
    private readonly TimeProvider time;
    private readonly Func<string, ActivityMetrics> newActivity;
    private readonly Func<string, WorkflowMetrics> newWorkflow;
    private readonly ConcurrentDictionary<string, ActivityMetrics> activities = new();
    private readonly ConcurrentDictionary<string, WorkflowMetrics> workflows = new();
    private readonly Func<SlotType, SlotMetrics> newSlots;
    private readonly ConcurrentDictionary<SlotType, SlotMetrics> slots = new();
    private readonly Func<string, MetricGauge<long>> newPollers;
    private readonly ConcurrentDictionary<string, MetricGauge<long>> pollers = new();
    private readonly Func<(string Activity, string Workflow), LocalActivityMetrics> newLocal;
    private readonly ConcurrentDictionary<(string Activity, string Workflow), LocalActivityMetrics> locals = new();
    private readonly Lazy<QueueMetrics> queue;

    /// <summary>Creates the metrics of a worker.</summary>
    /// <param name="runtime">Creates metrics with the tags that all have in common.</param>
    /// <param name="workflowNamespace">The namespace, a tag of all.</param>
    /// <param name="taskQueue">The task queue, a tag of all.</param>
    /// <param name="time">The clock.</param>
    public WorkerMetrics(MetricMeter runtime, string workflowNamespace, string taskQueue, TimeProvider time)
    {
        this.time = time;
        meter = runtime.WithTags([new("namespace", workflowNamespace), new("task_queue", taskQueue)]);
        queue = new(() => new(meter));
        newSlots = type => new(meter.WithTags([new("worker_type", $"{type}Worker")]));
        newPollers = type => meter.WithTags([new("poller_type", type)]).CreateGauge<long>("temporal_num_pollers");
        newLocal = types => new(
            meter.WithTags([new("activity_type", types.Activity), new("workflow_type", types.Workflow)]));
        newActivity = type => new(meter.WithTags([new("activity_type", type)]));
        newWorkflow = type => new(meter.WithTags([new("workflow_type", type)]));
    }

    /// <summary>A moment, for <see cref="Since"/>.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>The worker begins to poll.</summary>
    public void Started() => Record(this, static self => self.queue.Value.Start.Add(1));

    /// <summary>A poll for activities was answered without one.</summary>
    public void NoActivity() => Record(this, static self => self.queue.Value.NoActivity.Add(1));

    /// <summary>A poll for workflow tasks was answered without one.</summary>
    public void NoWorkflowTask() => Record(this, static self => self.queue.Value.NoWorkflowTask.Add(1));

    /// <summary>A slot was taken or released.</summary>
    /// <param name="type">What the slots are for.</param>
    /// <param name="used">How many are used now.</param>
    /// <param name="most">How many there are; <see cref="int.MaxValue"/> if a tuner decides.</param>
    public void SlotsUsed(SlotType type, int used, int most) => Record((this, type, used, most), static it =>
    {
        var metrics = it.Item1.slots.GetOrAdd(it.type, it.Item1.newSlots);
        metrics.Used.Set(it.used);
        if (it.most < int.MaxValue)
        {
            metrics.Available.Set(it.most - it.used);
        }
    });

    /// <summary>A poller began or ended.</summary>
    /// <param name="type">What it polls for: workflow_task, sticky_workflow_task or activity_task.</param>
    /// <param name="count">How many there are now.</param>
    public void Pollers(string type, int count) => Record((this, type, count), static it =>
        it.Item1.pollers.GetOrAdd(it.type, it.Item1.newPollers).Set(it.count));

    /// <summary>A workflow task found its run in the cache, or had to read its history again.</summary>
    public void CacheUsed(bool isHit) => Record((this, isHit), static it =>
        (it.isHit ? it.Item1.queue.Value.CacheHits : it.Item1.queue.Value.CacheMisses).Add(1));

    /// <summary>The number of cached runs has changed.</summary>
    /// <param name="size">How many there are now.</param>
    /// <param name="evicted">How many were removed because there were too many.</param>
    public void CacheChanged(int size, int evicted) => Record((this, size, evicted), static it =>
    {
        it.Item1.queue.Value.CacheSize.Set(it.size);
        if (it.evicted > 0)
        {
            it.Item1.queue.Value.CacheEvictions.Add(it.evicted);
        }
    });

    /// <summary>An attempt of a local activity begins.</summary>
    public void LocalActivityBegan(string activityType, string workflowType) =>
        Record((this, activityType, workflowType), static it =>
            it.Item1.Local(it.activityType, it.workflowType).Total.Add(1));

    /// <summary>An attempt of a local activity has ended.</summary>
    /// <param name="activityType">Its type.</param>
    /// <param name="workflowType">The type of its workflow.</param>
    /// <param name="begun">When its code began.</param>
    /// <param name="failure">How it failed; null if it completed.</param>
    /// <param name="sinceCall">The time since the workflow called it.</param>
    public void LocalActivityEnded(
        string activityType, string workflowType, long begun, Failure? failure, TimeSpan sinceCall) =>
        Record((this, activityType, workflowType, begun, failure, sinceCall), static it =>
        {
            var metrics = it.Item1.Local(it.activityType, it.workflowType);
            metrics.Execution.Record(it.Item1.Since(it.begun));
            if (it.failure is null)
            {
                metrics.EndToEnd.Record(it.sinceCall);
            }
            else
            {
                (it.failure.CanceledFailureInfo is null ? metrics.Failed : metrics.Canceled).Add(1);
            }
        });

    /// <summary>An activity task arrived.</summary>
    public void ActivityReceived(PollActivityTaskQueueResponse task) => Record((this, task), static it =>
    {
        var metrics = it.Item1.Of(it.task);
        metrics.Received.Add(1);
        metrics.ScheduleToStart.Record(QueueTime.Between(it.task.CurrentAttemptScheduledTime, it.task.StartedTime));
    });

    /// <summary>An attempt of an activity has ended.</summary>
    /// <param name="task">Its task.</param>
    /// <param name="begun">When its code began.</param>
    /// <param name="outcome">How it ended.</param>
    public void ActivityEnded(PollActivityTaskQueueResponse task, long begun, ActivityOutcome outcome) =>
        Record((this, task, begun, outcome), static it =>
        {
            var metrics = it.Item1.Of(it.task);
            metrics.Execution.Record(it.Item1.Since(it.begun));
            switch (it.outcome)
            {
                case ActivityOutcome.Failed:
                    metrics.Failed.Add(1);
                    break;
                case ActivityOutcome.Canceled:
                    metrics.Canceled.Add(1);
                    break;
                case ActivityOutcome.Completed when it.task.ScheduledTime is { } scheduled:
                    metrics.EndToEnd.Record(it.Item1.time.GetUtcNow() - scheduled.ToDateTimeOffset());
                    break;
            }
        });

    /// <summary>A workflow task arrived.</summary>
    public void WorkflowTaskReceived(PollWorkflowTaskQueueResponse task) => Record((this, task), static it =>
    {
        it.Item1.queue.Value.WorkflowTask.Add(1);
        it.Item1.Of(it.task).ScheduleToStart.Record(QueueTime.Between(it.task.ScheduledTime, it.task.StartedTime));
    });

    /// <summary>A workflow task has been answered.</summary>
    /// <param name="task">The task.</param>
    /// <param name="begun">When it was begun.</param>
    /// <param name="answer">The answer.</param>
    public void WorkflowTaskEnded(PollWorkflowTaskQueueResponse task, long begun, WorkflowTaskAnswer answer) =>
        Record((this, task, begun, answer), static it =>
        {
            var metrics = it.Item1.Of(it.task);
            metrics.Execution.Record(it.Item1.Since(it.begun));
            if (it.answer is WorkflowTaskAnswer.Failed)
            {
                metrics.TaskFailed.Add(1);
            }
            else if (it.answer is WorkflowTaskAnswer.Completed { Request.Commands: [.., var last] } completed
                && metrics.CounterOf(last.CommandType) is { } ended)
            {
                ended.Add(1);
                if (completed.StartTime is { } start)
                {
                    metrics.EndToEnd.Record(it.Item1.time.GetUtcNow() - start);
                }
            }
        });

    private TimeSpan Since(long begun) => time.GetElapsedTime(begun);

    private ActivityMetrics Of(PollActivityTaskQueueResponse task) =>
        activities.GetOrAdd(task.ActivityType?.Name ?? string.Empty, newActivity);

    private WorkflowMetrics Of(PollWorkflowTaskQueueResponse task) =>
        workflows.GetOrAdd(task.WorkflowType?.Name ?? string.Empty, newWorkflow);

    private LocalActivityMetrics Local(string activityType, string workflowType) =>
        locals.GetOrAdd((activityType, workflowType), newLocal);

    private static void Record<T>(T what, Action<T> record)
    {
        try
        {
            record(what);
        }
        catch (Exception e)
        {
            LogFaults.ReportMeter(e);
        }
    }

    private sealed class QueueMetrics(MetricMeter meter)
    {
        public MetricCounter<long> Start { get; } = meter.CreateCounter<long>("temporal_worker_start");

        public MetricCounter<long> NoActivity { get; } = meter.CreateCounter<long>("temporal_activity_poll_no_task");

        public MetricCounter<long> NoWorkflowTask { get; } =
            meter.CreateCounter<long>("temporal_workflow_task_queue_poll_empty");

        public MetricCounter<long> WorkflowTask { get; } =
            meter.CreateCounter<long>("temporal_workflow_task_queue_poll_succeed");

        public MetricCounter<long> CacheHits { get; } = meter.CreateCounter<long>("temporal_sticky_cache_hit");

        public MetricCounter<long> CacheMisses { get; } = meter.CreateCounter<long>("temporal_sticky_cache_miss");

        public MetricGauge<long> CacheSize { get; } = meter.CreateGauge<long>("temporal_sticky_cache_size");

        public MetricCounter<long> CacheEvictions { get; } =
            meter.CreateCounter<long>("temporal_sticky_cache_total_forced_eviction");
    }

    private sealed class SlotMetrics(MetricMeter meter)
    {
        public MetricGauge<long> Used { get; } = meter.CreateGauge<long>("temporal_worker_task_slots_used");

        public MetricGauge<long> Available { get; } = meter.CreateGauge<long>("temporal_worker_task_slots_available");
    }

    private sealed class ActivityMetrics(MetricMeter meter)
    {
        public MetricCounter<long> Received { get; } = meter.CreateCounter<long>("temporal_activity_task_received");

        public MetricCounter<long> Failed { get; } = meter.CreateCounter<long>("temporal_activity_execution_failed");

        public MetricCounter<long> Canceled { get; } =
            meter.CreateCounter<long>("temporal_activity_execution_cancelled");

        public MetricHistogram<TimeSpan> ScheduleToStart { get; } =
            meter.CreateHistogram<TimeSpan>("temporal_activity_schedule_to_start_latency");

        public MetricHistogram<TimeSpan> Execution { get; } =
            meter.CreateHistogram<TimeSpan>("temporal_activity_execution_latency");

        public MetricHistogram<TimeSpan> EndToEnd { get; } =
            meter.CreateHistogram<TimeSpan>("temporal_activity_succeed_endtoend_latency");
    }

    private sealed class LocalActivityMetrics(MetricMeter meter)
    {
        public MetricCounter<long> Total { get; } = meter.CreateCounter<long>("temporal_local_activity_total");

        public MetricCounter<long> Failed { get; } =
            meter.CreateCounter<long>("temporal_local_activity_execution_failed");

        public MetricCounter<long> Canceled { get; } =
            meter.CreateCounter<long>("temporal_local_activity_execution_cancelled");

        public MetricHistogram<TimeSpan> Execution { get; } =
            meter.CreateHistogram<TimeSpan>("temporal_local_activity_execution_latency");

        public MetricHistogram<TimeSpan> EndToEnd { get; } =
            meter.CreateHistogram<TimeSpan>("temporal_local_activity_succeed_endtoend_latency");
    }

    private sealed class WorkflowMetrics(MetricMeter meter)
    {
        private readonly MetricCounter<long> completed = meter.CreateCounter<long>("temporal_workflow_completed");
        private readonly MetricCounter<long> failed = meter.CreateCounter<long>("temporal_workflow_failed");
        private readonly MetricCounter<long> canceled = meter.CreateCounter<long>("temporal_workflow_canceled");
        private readonly MetricCounter<long> continued =
            meter.CreateCounter<long>("temporal_workflow_continue_as_new");

        public MetricCounter<long> TaskFailed { get; } =
            meter.CreateCounter<long>("temporal_workflow_task_execution_failed");

        public MetricHistogram<TimeSpan> ScheduleToStart { get; } =
            meter.CreateHistogram<TimeSpan>("temporal_workflow_task_schedule_to_start_latency");

        public MetricHistogram<TimeSpan> Execution { get; } =
            meter.CreateHistogram<TimeSpan>("temporal_workflow_task_execution_latency");

        public MetricHistogram<TimeSpan> EndToEnd { get; } =
            meter.CreateHistogram<TimeSpan>("temporal_workflow_endtoend_latency");

        public MetricCounter<long>? CounterOf(CommandType command) => command switch
        {
            CommandType.CompleteWorkflowExecution => completed,
            CommandType.FailWorkflowExecution => failed,
            CommandType.CancelWorkflowExecution => canceled,
            CommandType.ContinueAsNewWorkflowExecution => continued,
            _ => null,
        };
    }
}
