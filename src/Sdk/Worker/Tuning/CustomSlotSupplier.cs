namespace Cairn.Worker.Tuning;

/// <summary>
/// A slot supplier of the user's own. A worker asks it for a slot before it polls for a task, and from many threads at
/// a time. An exception of a member is logged: the worker asks for the slot again after a second, and goes on.
/// </summary>
public abstract class CustomSlotSupplier : SlotSupplier
{
    /// <summary>Waits for a slot and takes it.</summary>
    /// <param name="ctx">For what the slot is.</param>
    /// <param name="cancellationToken">Cancelled when the slot is not needed any more.</param>
    /// <returns>The permit to use the slot, which <see cref="ReleaseSlot"/> receives.</returns>
    public abstract Task<SlotPermit> ReserveSlotAsync(SlotReserveContext ctx, CancellationToken cancellationToken);

    /// <summary>Takes a slot if one is free. Must not wait.</summary>
    /// <param name="ctx">For what the slot is.</param>
    /// <returns>The permit to use the slot; null if none is free.</returns>
    public abstract SlotPermit? TryReserveSlot(SlotReserveContext ctx);

    /// <summary>A task uses the slot from now on. Must not wait.</summary>
    /// <param name="ctx">The permit, and which task it is.</param>
    public abstract void MarkSlotUsed(SlotMarkUsedContext ctx);

    /// <summary>The slot is free again; called once for each permit. Must not wait.</summary>
    /// <param name="ctx">The permit, and which task used it, if one did.</param>
    public abstract void ReleaseSlot(SlotReleaseContext ctx);

    internal sealed override CustomSlotSupplier Open(SlotType type, TimeProvider time) => this;
}
