using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Logging;
using Cairn.Protocol;
using Cairn.Worker.Tuning;

namespace Cairn.Worker;

/// <summary>Polls for activity tasks and runs as many at a time as there are slots.</summary>
internal sealed class ActivityWorker : IDisposable
{
    private static readonly TimeSpan FirstWarning = TimeSpan.FromSeconds(10);

    private readonly TaskSlots slots;
    private readonly TaskRate? rate;
    private readonly ConcurrentDictionary<ActivityAttempt, bool> running = new();
    private readonly CancellationTokenSource shutdown = new();

    public ActivityWorker(WorkerScope scope)
    {
        Scope = scope;
        slots = new(scope, SlotType.Activity);
        rate = scope.Options.MaxActivitiesPerSecond is { } perSecond ? new(perSecond, scope.Time) : null;
        ShutdownToken = shutdown.Token;
    }

    public WorkerScope Scope { get; }

    /// <summary>Cancelled when the worker begins to stop.</summary>
    public CancellationToken ShutdownToken { get; }

    /// <summary>The pollers of activity tasks.</summary>
    public IEnumerable<IPoller> Pollers =>
    [
        new PollerGroup<PollActivityTaskQueueResponse>(
            Scope,
            slots,
            "activity_task",
            isSticky: false,
            rate,
            PollerRange.Of(Scope.Options.ActivityTaskPollerBehavior, Scope.Options.ActivityTaskPolls),
            PollOnceAsync,
            task => QueueTime.Between(task.CurrentAttemptScheduledTime, task.StartedTime),
            Start),
    ];

    /// <summary>Takes a slot if one is free, for an activity that the server starts without the task queue.</summary>
    /// <returns>The slot, which <see cref="Start"/> or <see cref="GiveBack"/> receives; null if none is free.</returns>
    public TaskSlot? TryReserve()
    {
        if (rate?.TryTake() == false)
        {
            return null;
        }

        var slot = slots.TryReserve();
        if (slot is null)
        {
            rate?.GiveBack();
        }

        return slot;
    }

    /// <summary>Releases a slot that was reserved and is not needed.</summary>
    public void GiveBack(TaskSlot slot)
    {
        slot.Release();
        rate?.GiveBack();
    }

    /// <summary>Starts a task for which a slot was reserved, and returns at once.</summary>
    public void StartReserved(PollActivityTaskQueueResponse task, TaskSlot slot)
    {
        rate?.Spend();
        Start(task, slot);
    }

    /// <summary>Starts a task in its slot, and returns at once.</summary>
    public void Start(PollActivityTaskQueueResponse task, TaskSlot slot)
    {
        slot.MarkUsed(new SlotInfo.ActivitySlotInfo(task.ActivityType?.Name ?? string.Empty));
        Scope.WorkerMetrics.ActivityReceived(task);
        ActivityAttempt attempt;
        try
        {
            attempt = new ActivityAttempt(this, task, slot);
        }
        catch (Exception e)
        {
            slot.Release();
            Background.Start(
                Scope.Logger, "The report of an activity task that cannot be read", () => RefuseAsync(task, e));
            return;
        }

        running.TryAdd(attempt, true);
        var factory = Scope.Options.ActivityTaskFactory;
        if (factory == Task.Factory)
        {
            ThreadPool.UnsafeQueueUserWorkItem(attempt, preferLocal: true);
        }
        else
        {
            Background.Start(Scope.Logger, "The start of an activity", () => StartOnAsync(factory, attempt));
        }
    }

    /// <summary>An attempt has ended.</summary>
    public void Finish(ActivityAttempt attempt, TaskSlot slot)
    {
        running.TryRemove(attempt, out _);
        slot.Release();
    }

    /// <summary>
    /// Waits for the running attempts. After the graceful timeout it cancels them, waits on, and logs which still run.
    /// </summary>
    public async Task StopAsync()
    {
        await shutdown.CancelAsync().ConfigureAwait(false);
        using var grace = new CancellationTokenSource();
        var expiry = CancelAfterGraceAsync(grace.Token);
        await slots.WhenAllFreeAsync().ConfigureAwait(false);
        await grace.CancelAsync().ConfigureAwait(false);
        await expiry.ConfigureAwait(false);
    }

    public void Dispose()
    {
        shutdown.Dispose();
        rate?.Dispose();
    }

    // The factory's scheduler runs the code of the activity as far as its first await that leaves it.
    private static async Task StartOnAsync(TaskFactory factory, IThreadPoolWorkItem attempt) =>
        await factory.StartNew(attempt.Execute).ConfigureAwait(false);

    private async Task RefuseAsync(PollActivityTaskQueueResponse task, Exception error) =>
        await Scope.Reports.RespondActivityTaskFailedAsync(new()
        {
            TaskToken = task.TaskToken,
            Failure = FailureReport.Plain(error),
            Identity = Scope.Identity,
            Namespace = Scope.Namespace,
        }).ConfigureAwait(false);

    private async Task CancelAfterGraceAsync(CancellationToken allDone)
    {
        try
        {
            await Task.Delay(Scope.Options.GracefulShutdownTimeout, Scope.Time, allDone).ConfigureAwait(false);
            foreach (var attempt in running.Keys)
            {
                attempt.Cancel(ActivityCancelReason.WorkerShutdown);
            }

            await NameThoseThatDoNotEndAsync(allDone).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // All attempts have ended.
        }
    }

    private async Task NameThoseThatDoNotEndAsync(CancellationToken allDone)
    {
        var pause = FirstWarning;
        while (true)
        {
            await Task.Delay(pause, Scope.Time, allDone).ConfigureAwait(false);
            pause *= 2;
            foreach (var info in running.Keys.Select(attempt => attempt.Info))
            {
                WorkerLog.ActivityDoesNotEnd(
                    Scope.Logger, Scope.TaskQueue, info.ActivityType, info.ActivityId, info.WorkflowId, pause);
            }
        }
    }

    private async Task<PollActivityTaskQueueResponse?> PollOnceAsync(RpcContext context)
    {
        var answer = await Scope.Polls.PollActivityTaskQueueAsync(
            new()
            {
                Namespace = Scope.Namespace,
                TaskQueue = new() { Name = Scope.TaskQueue, Kind = Api.Enums.V1.TaskQueueKind.Normal },
                Identity = Scope.Identity,
                WorkerInstanceKey = Scope.InstanceKey,
                TaskQueueMetadata = Scope.Options.MaxTaskQueueActivitiesPerSecond is { } perSecond
                    ? new() { MaxTasksPerSecond = perSecond }
                    : null,
            },
            context).ConfigureAwait(false);
        if (answer.TaskToken.IsEmpty)
        {
            Scope.WorkerMetrics.NoActivity();
            return null;
        }

        return answer;
    }
}
