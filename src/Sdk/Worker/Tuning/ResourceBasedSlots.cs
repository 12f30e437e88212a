namespace Cairn.Worker.Tuning;

/// <summary>The slots of one kind of task that follow the load of the process.</summary>
/// <param name="minimum">How many slots are given whatever the load is.</param>
/// <param name="maximum">How many slots are given at most.</param>
/// <param name="pause">The pause between two slots above the minimum.</param>
/// <param name="target">The load up to which slots are given.</param>
/// <param name="measure">Measures the load.</param>
/// <param name="time">The clock.</param>
internal sealed class ResourceBasedSlots(
    int minimum,
    int maximum,
    TimeSpan pause,
    ResourceBasedTunerOptions target,
    Func<ProcessLoad> measure,
    TimeProvider time) : CustomSlotSupplier
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);
    private static readonly SlotPermit Permit = new();

    private readonly Lock sync = new();

    // Only the first one that waits looks at the load; the others wait for it.
    private readonly FixedSizeSlots turn = new(1);
    private int taken;
    private long lastGiven;

    public override async Task<SlotPermit> ReserveSlotAsync(
        SlotReserveContext ctx, CancellationToken cancellationToken)
    {
        var first = await turn.ReserveSlotAsync(ctx, cancellationToken).ConfigureAwait(false);
        try
        {
            SlotPermit? permit;
            while ((permit = TryReserveSlot(ctx)) is null)
            {
                await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
            }

            return permit;
        }
        finally
        {
            turn.ReleaseSlot(new(null, first));
        }
    }

    public override SlotPermit? TryReserveSlot(SlotReserveContext ctx)
    {
        lock (sync)
        {
            if (taken >= maximum || (taken >= minimum && !HasRoom()))
            {
                return null;
            }

            taken++;
            lastGiven = time.GetTimestamp();
            return Permit;
        }
    }

    public override void MarkSlotUsed(SlotMarkUsedContext ctx)
    {
    }

    public override void ReleaseSlot(SlotReleaseContext ctx)
    {
        lock (sync)
        {
            taken--;
        }
    }

    private bool HasRoom() => time.GetElapsedTime(lastGiven) >= pause
        && measure() is var load
        && load.Memory < target.TargetMemoryUsage
        && load.Cpu < target.TargetCpuUsage;
}
