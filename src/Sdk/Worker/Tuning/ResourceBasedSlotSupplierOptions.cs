namespace Cairn.Worker.Tuning;

/// <summary>The limits within which the load of the process decides.</summary>
/// <param name="MinimumSlots">
/// How many slots are given whatever the load is; null means 5 for workflow tasks, and 1 for activities.
/// </param>
/// <param name="MaximumSlots">How many slots are given at most; null means 500.</param>
/// <param name="RampThrottle">
/// The pause between two slots above the minimum, so that the load of one shows before the next is given; null means 0
/// for workflow tasks, and 50 ms for activities.
/// </param>
public sealed record ResourceBasedSlotSupplierOptions(
    int? MinimumSlots = null, int? MaximumSlots = null, TimeSpan? RampThrottle = null);

/// <summary>Up to which load of the process a worker takes more tasks.</summary>
/// <param name="TargetMemoryUsage">
/// The fraction of the memory that the process may use, 0 to 1: that of the machine, or of its container.
/// </param>
/// <param name="TargetCpuUsage">
/// The fraction of the processor time that the process may use, 0 to 1: that of the machine, or of its container.
/// </param>
public sealed record ResourceBasedTunerOptions(double TargetMemoryUsage, double TargetCpuUsage);
