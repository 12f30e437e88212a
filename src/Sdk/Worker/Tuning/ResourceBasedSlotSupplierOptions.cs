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
