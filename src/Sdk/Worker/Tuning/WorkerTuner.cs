namespace Cairn.Worker.Tuning;

/// <summary>The slot suppliers of a worker; each kind of task may have one of another kind.</summary>
public class WorkerTuner : IWorkerTuner
{
    /// <summary>Creates a tuner.</summary>
    /// <param name="workflowTaskSlotSupplier">Decides how many workflow tasks run at a time.</param>
    /// <param name="activityTaskSlotSupplier">Decides how many activities run at a time.</param>
    /// <param name="localActivitySlotSupplier">Decides how many local activities run at a time.</param>
    public WorkerTuner(
        SlotSupplier workflowTaskSlotSupplier,
        SlotSupplier activityTaskSlotSupplier,
        SlotSupplier localActivitySlotSupplier)
    {
        ArgumentNullException.ThrowIfNull(workflowTaskSlotSupplier);
        ArgumentNullException.ThrowIfNull(activityTaskSlotSupplier);
        ArgumentNullException.ThrowIfNull(localActivitySlotSupplier);
        WorkflowTaskSlotSupplier = workflowTaskSlotSupplier;
        ActivityTaskSlotSupplier = activityTaskSlotSupplier;
        LocalActivitySlotSupplier = localActivitySlotSupplier;
    }

    /// <inheritdoc/>
    public SlotSupplier WorkflowTaskSlotSupplier { get; init; }

    /// <inheritdoc/>
    public SlotSupplier ActivityTaskSlotSupplier { get; init; }

    /// <inheritdoc/>
    public SlotSupplier LocalActivitySlotSupplier { get; init; }

    /// <summary>Creates a tuner that gives slots while the process has memory and processor time left.</summary>
    /// <param name="targetMemoryUsage">The fraction of memory up to which it gives slots, 0 to 1.</param>
    /// <param name="targetCpuUsage">The fraction of processor time up to which it gives slots, 0 to 1.</param>
    /// <param name="workflowOptions">The limits of workflow tasks; null means the defaults.</param>
    /// <param name="activityOptions">The limits of activities; null means the defaults.</param>
    /// <param name="localActivityOptions">The limits of local activities; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static WorkerTuner CreateResourceBased(
        double targetMemoryUsage,
        double targetCpuUsage,
        ResourceBasedSlotSupplierOptions? workflowOptions = null,
        ResourceBasedSlotSupplierOptions? activityOptions = null,
        ResourceBasedSlotSupplierOptions? localActivityOptions = null)
    {
        var targets = new ResourceBasedTunerOptions(targetMemoryUsage, targetCpuUsage);
        return new(
            new ResourceBasedSlotSupplier(workflowOptions ?? new(), targets),
            new ResourceBasedSlotSupplier(activityOptions ?? new(), targets),
            new ResourceBasedSlotSupplier(localActivityOptions ?? new(), targets));
    }

    /// <summary>Creates a tuner with a fixed number of slots for each kind of task.</summary>
    /// <param name="workflowTaskSlots">How many workflow tasks run at a time.</param>
    /// <param name="activityTaskSlots">How many activities run at a time.</param>
    /// <param name="localActivitySlots">How many local activities run at a time.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static WorkerTuner CreateFixedSize(int workflowTaskSlots, int activityTaskSlots, int localActivitySlots) =>
        new(
            new FixedSizeSlotSupplier(workflowTaskSlots),
            new FixedSizeSlotSupplier(activityTaskSlots),
            new FixedSizeSlotSupplier(localActivitySlots));
}
