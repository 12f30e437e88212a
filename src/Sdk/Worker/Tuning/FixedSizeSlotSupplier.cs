namespace Cairn.Worker.Tuning;

/// <summary>A fixed number of slots.</summary>
public sealed class FixedSizeSlotSupplier : SlotSupplier
{
    /// <summary>Creates the supplier.</summary>
    /// <param name="slotCount">The number of slots, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public FixedSizeSlotSupplier(int slotCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slotCount);
        SlotCount = slotCount;
    }

    /// <summary>The number of slots.</summary>
    public int SlotCount { get; }

    internal override int? Most => SlotCount;

    internal override CustomSlotSupplier Open(SlotType type, TimeProvider time) => new FixedSizeSlots(SlotCount);
}
