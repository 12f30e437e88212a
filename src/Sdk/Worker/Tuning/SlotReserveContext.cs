namespace Cairn.Worker.Tuning;

/// <summary>For what a worker wants a slot.</summary>
/// <param name="SlotType">The kind of task.</param>
/// <param name="TaskQueue">The task queue of the worker.</param>
/// <param name="WorkerIdentity">The identity of the worker.</param>
/// <param name="WorkerBuildId">The build id of the program.</param>
/// <param name="IsSticky">Whether the slot is for tasks of runs that this worker has cached.</param>
public record SlotReserveContext(
    SlotType SlotType, string TaskQueue, string WorkerIdentity, string WorkerBuildId, bool IsSticky);

/// <summary>A task has begun to use a slot.</summary>
/// <param name="SlotInfo">The task.</param>
/// <param name="Permit">The permit of the slot.</param>
public record SlotMarkUsedContext(SlotInfo SlotInfo, SlotPermit Permit);

/// <summary>A slot is free again.</summary>
/// <param name="SlotInfo">The task that used it; null if none did, as after a poll without a task.</param>
/// <param name="Permit">The permit of the slot.</param>
public record SlotReleaseContext(SlotInfo? SlotInfo, SlotPermit Permit);
