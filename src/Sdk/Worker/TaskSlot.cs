using Cairn.Worker.Tuning;

namespace Cairn.Worker;

/// <summary>One slot, from the moment when it is taken until it is released.</summary>
/// <param name="slots">All slots of its kind.</param>
/// <param name="permit">The supplier's permit.</param>
internal sealed class TaskSlot(TaskSlots slots, SlotPermit permit)
{
    private SlotInfo? usedBy;

    /// <summary>A task begins to use the slot.</summary>
    public void MarkUsed(SlotInfo task)
    {
        usedBy = task;
        slots.MarkUsed(task, permit);
    }

    /// <summary>The slot is free again; must be called once.</summary>
    public void Release() => slots.Release(usedBy, permit);
}
