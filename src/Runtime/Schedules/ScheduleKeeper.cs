using System.Collections.Concurrent;
using Cairn.Api.Common.V1;
using Cairn.Engine.Schedules;
using Cairn.Runtime.Documents;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Schedules;

/// <summary>
/// One schedule at work. Decisions on it come one after the other; each is durable before anything is done for it, and
/// what was begun when a process died is done again under the same ids.
/// </summary>
internal sealed partial class ScheduleKeeper : IAsyncDisposable
{
    private static readonly TimeSpan BeforeTryingAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // Timers take no more than some weeks.

    private readonly NodeOptions options;
    private readonly Shelf<ScheduleDocument> shelf;
    private readonly ScheduleHands hands;
    private readonly ILogger logger;
    private readonly SemaphoreSlim turns = new(1);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Task> watches = new();
    private readonly ITimer alarm;
    private readonly Action forget;
    private Shelved<ScheduleDocument> kept;
    private bool isUncertain;
    private bool isRemoved;

    /// <param name="options">What the node is made with.</param>
    /// <param name="shelf">Where schedules are kept.</param>
    /// <param name="hands">What they want done is done by these.</param>
    /// <param name="kept">The schedule.</param>
    /// <param name="forget">Told once, when the schedule is not on the shelf any more.</param>
    public ScheduleKeeper(
        NodeOptions options,
        Shelf<ScheduleDocument> shelf,
        ScheduleHands hands,
        Shelved<ScheduleDocument> kept,
        Action forget)
    {
        this.options = options;
        this.shelf = shelf;
        this.hands = hands;
        this.kept = kept;
        this.forget = forget;
        logger = options.LoggerFactory.CreateLogger<ScheduleKeeper>();
        alarm = options.TimeProvider.CreateTimer(
            _ => Work(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What the schedule is now, as a decision that nobody takes.</summary>
    public ScheduleTurn Look() => new(kept.State, options.TimeProvider.GetUtcNow());

    /// <summary>Begins to work, or looks again at what there is to do.</summary>
    public void Work() => _ = Task.Factory.StartNew(
        WorkAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, options.Scheduler).Unwrap();

    /// <summary>Decides something from outside, and answers when that is durable.</summary>
    public async Task<T> DecideAsync<T>(Func<ScheduleTurn, T> verb)
    {
        await EnterAsync();
        try
        {
            var turn = Look();
            var answer = verb(turn);
            await CommitAsync(turn);
            return answer;
        }
        finally
        {
            turns.Release();
            Work();
        }
    }

    /// <summary>Takes the schedule off the shelf for good.</summary>
    public async Task RemoveAsync()
    {
        await EnterAsync();
        try
        {
            isUncertain = true;
            await shelf.RemoveAsync(kept);
            Removed();
        }
        finally
        {
            turns.Release();
            Work();
        }
    }

    /// <summary>Does nothing more; what is being decided is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        stop.Cancel();
        await alarm.DisposeAsync();
        await turns.WaitAsync();
        turns.Release();
        await Task.WhenAll(watches.Values);
    }

    /// <summary>Waits for the turn of a decision from outside.</summary>
    private async Task EnterAsync()
    {
        await turns.WaitAsync();
        try
        {
            await BecomeCertainAsync();
            if (stop.IsCancellationRequested)
            {
                throw isRemoved ? ScheduleDesk.NotFound(kept.State.ScheduleId) : Refused.ShuttingDown;
            }
        }
        catch
        {
            turns.Release();
            throw;
        }
    }

    /// <summary>Reads what is on the shelf, if nobody knows what became of the last change.</summary>
    private async Task BecomeCertainAsync()
    {
        if (!isUncertain || stop.IsCancellationRequested)
        {
            return;
        }

        if (await shelf.ReadAsync(kept.State) is { } found)
        {
            kept = found;
            isUncertain = false;
        }
        else
        {
            Removed();
        }
    }

    private void Removed()
    {
        isRemoved = true;
        forget();
        stop.Cancel();
    }

    private async Task WorkAsync()
    {
        await turns.WaitAsync();
        try
        {
            await BecomeCertainAsync();
            var isDone = false;
            while (!isDone && !stop.IsCancellationRequested)
            {
                isDone = await WorkOnceAsync();
            }
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            LogNotWorked(kept.State.ScheduleId, caught);
            SetAlarm(options.TimeProvider.GetUtcNow() + BeforeTryingAgain);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Decides what is due now, and does it; answers whether nothing more is to be done now.</summary>
    private async Task<bool> WorkOnceAsync()
    {
        var turn = Look();
        var effects = AdvanceSchedule.Decide(turn);
        await CommitAsync(turn);
        var isHeldUp = false;
        turn = Look();
        foreach (var effect in effects)
        {
            isHeldUp |= !await hands.PerformAsync(turn, effect);
        }

        await CommitAsync(turn);
        WatchRunning();
        turn = Look();
        var next = AdvanceSchedule.NextTime(turn);
        if (next <= turn.Now && !isHeldUp)
        {
            return false;
        }

        SetAlarm(isHeldUp ? turn.Now + BeforeTryingAgain : next);
        return true;
    }

    private async Task CommitAsync(ScheduleTurn turn)
    {
        if (turn.State.Equals(kept.State))
        {
            return;
        }

        isUncertain = true;
        kept = await shelf.PutAsync(kept, turn.State);
        isUncertain = false;
    }

    private void WatchRunning()
    {
        foreach (var action in kept.State.Running)
        {
            if (!watches.ContainsKey(action.Execution.RunId))
            {
                watches[action.Execution.RunId] = WatchAsync(action.Execution);
            }
        }
    }

    private async Task WatchAsync(WorkflowExecution execution)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var (status, close) = await hands.WaitForCloseAsync(kept.State.Namespace, execution, stop.Token);
                await DecideAsync(turn => RecordAction.Closed(turn, execution, status, close));
                watches.TryRemove(execution.RunId, out _);
                return;
            }
            catch (Exception caught) when (caught is not OutOfMemoryException && !stop.IsCancellationRequested)
            {
                LogNotWatched(kept.State.ScheduleId, execution.WorkflowId, caught);
                await Task.Delay(BeforeTryingAgain, options.TimeProvider, stop.Token).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void SetAlarm(DateTimeOffset? time)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        var left = (time - options.TimeProvider.GetUtcNow())?.TotalMilliseconds;
        alarm.Change(
            left is { } wait
                ? TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait), 0, LongestWait.TotalMilliseconds))
                : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(20, LogLevel.Error, "Schedule {ScheduleId} could not be worked on; that is tried again")]
    private partial void LogNotWorked(string scheduleId, Exception reason);

    [LoggerMessage(21, LogLevel.Error, "Schedule {ScheduleId} lost sight of workflow {WorkflowId}; it looks again")]
    private partial void LogNotWatched(string scheduleId, string workflowId, Exception reason);
}
