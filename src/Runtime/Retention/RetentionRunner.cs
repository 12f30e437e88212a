using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Storage;
using Cairn.Storage.Visibility;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Retention;

/// <summary>
/// Deletes closed runs at the end of their namespace's retention, and all runs of deleted namespaces. It reads from the
/// store which runs those are, so it finds them after any restart, and a changed setting applies to all of them.
/// </summary>
internal sealed partial class RetentionRunner : IAsyncDisposable
{
    private const int Page = 64;

    private static readonly SearchAttribute CloseTime =
        new("CloseTime", SystemSearchAttributes.System["CloseTime"]);

    // Runs that expire within a minute are deleted together. .NET timers allow about 49 days.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Node node;
    private readonly ILogger logger;
    private readonly Backoff backoff;
    private readonly SemaphoreSlim turns = new(1);
    private readonly CancellationTokenSource stop = new();
    private readonly ITimer alarm;
    private bool hasFailed;

    public RetentionRunner(Node node)
    {
        this.node = node;
        logger = node.Options.LoggerFactory.CreateLogger<RetentionRunner>();
        backoff = new Backoff(node.Options, longest: ShortestWait);
        alarm = node.Options.TimeProvider.CreateTimer(
            _ => Work(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private DateTimeOffset Now => node.Options.TimeProvider.GetUtcNow();

    /// <summary>Schedules a sweep: the node was started, or a namespace has changed.</summary>
    public void LookSoon() => SetAlarm(ShortestWait);

    /// <summary>Stops all deletions.</summary>
    public async ValueTask DisposeAsync()
    {
        stop.Cancel();
        await alarm.DisposeAsync();
        await turns.WaitAsync();
    }

    private void Work() => node.Errors.Start("The deletion of expired runs", () => Task.Factory.StartNew(
        WorkAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, node.Options.Scheduler).Unwrap());

    private async Task WorkAsync()
    {
        await turns.WaitAsync();
        try
        {
            hasFailed = false;
            var wait = LongestWait;
            foreach (var known in node.Namespaces.All)
            {
                var left = await TrySweepAsync(known);
                wait = left < wait ? left : wait;
            }

            if (hasFailed)
            {
                SetTimer(backoff.Failed());
                return;
            }

            backoff.Succeeded();
            SetAlarm(wait);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<TimeSpan> TrySweepAsync(KnownNamespace known)
    {
        try
        {
            return await SweepAsync(known);
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            RecordFailure(known.Description.NamespaceInfo.Name, caught);
            return LongestWait;
        }
    }

    /// <summary>
    /// Records a failure; other runs and namespaces continue. Failures are logged in the first sweep that fails, then
    /// not again until one succeeds; of the failures of an unavailable store only the first is logged.
    /// </summary>
    private void RecordFailure(string what, Exception obstacle)
    {
        var isKnown = backoff.IsFailing || (hasFailed && Refused.IsPassing(obstacle));
        hasFailed = true;
        if (!isKnown && !stop.IsCancellationRequested)
        {
            LogNotSwept(what, obstacle);
        }
    }

    /// <summary>Deletes the expired runs of a namespace; returns the time until the next one may expire.</summary>
    private async Task<TimeSpan> SweepAsync(KnownNamespace known)
    {
        var name = new NamespaceName(known.Description.NamespaceInfo.Name);
        if (known.IsDeleted)
        {
            var all = new ListQuery(new Filter.All([]), ListQuery.NewestFirst, GroupBy: null);
            var count = await DeleteAsync(name, all, _ => true);
            return count > 0 ? ShortestWait : LongestWait;
        }

        var retention = known.Description.Config.WorkflowExecutionRetentionTtl.ToTimeSpan();
        var until = Now - retention;
        await DeleteAsync(name, Closed(TestOperator.AtMost, until), run => ClosedAt(run) <= until);
        await node.Batches.ForgetAsync(name, until);
        var next = await node.Store.ListAsync(
            name, Closed(TestOperator.Greater, until), after: null, limit: 1, stop.Token);
        return next is [{ CloseTime: { } closed }] ? closed + retention - Now : retention;
    }

    /// <summary>Deletes the runs that match a filter, a page at a time; returns how many matched.</summary>
    private async Task<int> DeleteAsync(NamespaceName @namespace, ListQuery query, Func<CachedExecution, bool> isOver)
    {
        var count = 0;
        ListPlace? after = null;
        while (true)
        {
            var heads = await node.Store.ListAsync(@namespace, query, after, Page, stop.Token);
            await Task.WhenAll(heads.Select(head => DeleteAsync(head, isOver)));
            count += heads.Count;
            if (heads.Count < Page)
            {
                return count;
            }

            after = ListPlace.Of(heads[^1], query.Order);
        }
    }

    // Each deletion awaits its own answer: awaiting many answers at once would leave the node's scheduler.
    private async Task DeleteAsync(ExecutionHead head, Func<CachedExecution, bool> isOver)
    {
        try
        {
            await node.AskAsync(head.Key, scope =>
            {
                if (scope.Run is not { } run || !isOver(run))
                {
                    return false;
                }

                var turn = scope.Begin(run);
                DeleteWorkflow.Decide(turn);
                scope.End(run, turn);
                return true;
            });
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            RecordFailure(head.Key.ToString(), caught);
        }
    }

    private void SetAlarm(TimeSpan wait) =>
        SetTimer(wait < ShortestWait ? ShortestWait : wait < LongestWait ? wait : LongestWait);

    private void SetTimer(TimeSpan wait)
    {
        if (!stop.IsCancellationRequested)
        {
            alarm.Change(
                TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    private static DateTimeOffset? ClosedAt(CachedExecution run) => run.State.CloseEvent?.EventTime.ToDateTimeOffset();

    /// <summary>The runs that closed before or after a time, the oldest first.</summary>
    private static ListQuery Closed(TestOperator test, DateTimeOffset time) => new(
        new Filter.Test(CloseTime, test, [SearchValue.Of(time)]),
        [new SortTerm(CloseTime, IsDescending: false)],
        GroupBy: null);

    [LoggerMessage(1010, LogLevel.Error, "Expired runs of {What} could not be deleted; it is tried again with backoff")]
    private partial void LogNotSwept(string what, Exception reason);
}
