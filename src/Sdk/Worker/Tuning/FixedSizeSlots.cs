namespace Cairn.Worker.Tuning;

/// <summary>A fixed number of slots of one kind of task. Tasks get them in the order in which they asked.</summary>
internal sealed class FixedSizeSlots(int count) : CustomSlotSupplier
{
    private static readonly SlotPermit Permit = new();

    private readonly Lock sync = new();
    private readonly Queue<TaskCompletionSource<SlotPermit>> waiting = new();
    private int free = count;

    public override async Task<SlotPermit> ReserveSlotAsync(
        SlotReserveContext ctx, CancellationToken cancellationToken)
    {
        TaskCompletionSource<SlotPermit> turn;
        lock (sync)
        {
            if (free > 0)
            {
                free--;
                return Permit;
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn);
        }

        using (cancellationToken.UnsafeRegister(
            static (turn, token) => ((TaskCompletionSource<SlotPermit>)turn!).TrySetCanceled(token), turn))
        {
            return await turn.Task.ConfigureAwait(false);
        }
    }

    public override SlotPermit? TryReserveSlot(SlotReserveContext ctx)
    {
        lock (sync)
        {
            if (free == 0)
            {
                return null;
            }

            free--;
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
            // Those that were cancelled meanwhile are passed over.
            while (waiting.TryDequeue(out var turn))
            {
                if (turn.TrySetResult(Permit))
                {
                    return;
                }
            }

            free++;
        }
    }
}
