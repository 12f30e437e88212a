namespace Cairn.Worker.Tuning;

/// <summary>
/// Decides how many tasks of one kind a worker runs at a time: <see cref="FixedSizeSlotSupplier"/>,
/// <see cref="ResourceBasedSlotSupplier"/> or a class that derives from <see cref="CustomSlotSupplier"/>.
/// </summary>
public abstract class SlotSupplier
{
    /// <summary>For the suppliers of this namespace; derive from <see cref="CustomSlotSupplier"/>.</summary>
    protected SlotSupplier()
    {
    }

    /// <summary>The most slots that are ever in use at a time; null if that is not known.</summary>
    internal virtual int? Most => null;

    /// <summary>The slots of one kind of task of one worker.</summary>
    internal abstract CustomSlotSupplier Open(SlotType type, TimeProvider time);
}
