namespace Cairn.Worker.Tuning;

/// <summary>A task has begun to use a slot.</summary>
/// <param name="SlotInfo">The task.</param>
/// <param name="Permit">The permit of the slot.</param>
public record SlotMarkUsedContext(SlotInfo SlotInfo, SlotPermit Permit);
