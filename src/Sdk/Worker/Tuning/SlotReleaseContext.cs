namespace Cairn.Worker.Tuning;

/// <summary>A slot is free again.</summary>
/// <param name="SlotInfo">The task that used it; null if none did, as after a poll without a task.</param>
/// <param name="Permit">The permit of the slot.</param>
public record SlotReleaseContext(SlotInfo? SlotInfo, SlotPermit Permit);
