using Cairn.Logging;
using Cairn.Worker.Tuning;

namespace Cairn.Worker;

/// <summary>The slots of one kind of task of a worker: every task that runs, and every poll, has one.</summary>
internal sealed class TaskSlots
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);

    private readonly WorkerScope scope;
    private readonly SlotType type;
    private readonly CustomSlotSupplier supplier;
    private readonly SlotReserveContext ordinary;
    private readonly SlotReserveContext sticky;
    private readonly Lock sync = new();
    private int taken;
    private int used;
    private TaskCompletionSource? allFree;

    public TaskSlots(WorkerScope scope, SlotType type)
    {
        this.scope = scope;
        this.type = type;
        var given = SupplierOf(scope.Options, type);
        Most = given.Most ?? int.MaxValue;
        supplier = given.Open(type, scope.Time);
        ordinary = new(type, scope.TaskQueue, scope.Identity, scope.BuildId, IsSticky: false);
        sticky = ordinary with { IsSticky = true };
    }

    /// <summary>The most slots that are ever in use at a time.</summary>
    public int Most { get; }

    /// <summary>Waits for a slot and takes it.</summary>
    /// <param name="isSticky">Whether it is for tasks of cached runs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TaskSlot> ReserveAsync(bool isSticky, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await TakeAsync(
                    supplier.ReserveSlotAsync(isSticky ? sticky : ordinary, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e)
            {
                Log(nameof(supplier.ReserveSlotAsync), e);
            }

            await Task.Delay(PauseAfterError, scope.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a slot if one is free; null if none is.</summary>
    public TaskSlot? TryReserve()
    {
        try
        {
            return supplier.TryReserveSlot(ordinary) is { } permit ? Take(permit) : null;
        }
        catch (Exception e)
        {
            Log(nameof(supplier.TryReserveSlot), e);
            return null;
        }
    }

    /// <summary>Waits until no slot is in use.</summary>
    public Task WhenAllFreeAsync()
    {
        lock (sync)
        {
            return taken == 0
                ? Task.CompletedTask
                : (allFree ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>A task begins to use a slot.</summary>
    internal void MarkUsed(SlotInfo info, SlotPermit permit)
    {
        scope.WorkerMetrics.SlotsUsed(type, Interlocked.Increment(ref used), Most);
        try
        {
            supplier.MarkSlotUsed(new(info, permit));
        }
        catch (Exception e)
        {
            Log(nameof(supplier.MarkSlotUsed), e);
        }
    }

    /// <summary>A slot is free again.</summary>
    internal void Release(SlotInfo? info, SlotPermit permit)
    {
        if (info is not null)
        {
            scope.WorkerMetrics.SlotsUsed(type, Interlocked.Decrement(ref used), Most);
        }

        try
        {
            supplier.ReleaseSlot(new(info, permit));
        }
        catch (Exception e)
        {
            Log(nameof(supplier.ReleaseSlot), e);
        }

        lock (sync)
        {
            if (--taken == 0)
            {
                allFree?.SetResult();
                allFree = null;
            }
        }
    }

    /// <summary>The most slots that a worker with these options ever uses at a time.</summary>
    public static int MostOf(CairnWorkerOptions options, SlotType type) =>
        SupplierOf(options, type).Most ?? int.MaxValue;

    private static SlotSupplier SupplierOf(CairnWorkerOptions options, SlotType type) => type switch
    {
        SlotType.Workflow => options.Tuner?.WorkflowTaskSlotSupplier ?? Fixed(options.MaxConcurrentWorkflowTasks),
        SlotType.Activity => options.Tuner?.ActivityTaskSlotSupplier ?? Fixed(options.MaxConcurrentActivities),
        _ => options.Tuner?.LocalActivitySlotSupplier ?? Fixed(options.MaxConcurrentLocalActivities),
    };

    private static FixedSizeSlotSupplier Fixed(int? count) => new(count ?? 100);

    // A supplier that does not look at the token must not keep the worker from stopping.
    private async Task<TaskSlot> TakeAsync(Task<SlotPermit> reserving, CancellationToken cancellationToken)
    {
        try
        {
            var permit = await reserving.WaitAsync(cancellationToken).ConfigureAwait(false);
            return Take(permit ?? throw new InvalidOperationException("ReserveSlotAsync returned null"));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The slot may have been granted at the same moment.
            Background.Start(scope.Logger, "The release of a slot that came too late", () => ReturnAsync(reserving));
            throw;
        }
    }

    private async Task ReturnAsync(Task<SlotPermit> reserving)
    {
        await ((Task)reserving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reserving is { IsCompletedSuccessfully: true, Result: { } late })
        {
            supplier.ReleaseSlot(new(null, late));
        }
    }

    private TaskSlot Take(SlotPermit permit)
    {
        lock (sync)
        {
            taken++;
        }

        return new(this, permit);
    }

    private void Log(string member, Exception error) =>
        WorkerLog.SlotSupplierFailed(scope.Logger, supplier.GetType().ToString(), member, type, error);
}
