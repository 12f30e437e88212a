using static Cairn.Common.OptionValues;

namespace Cairn.Worker.Tuning;

/// <summary>As many slots as the process has memory and processor time for.</summary>
public sealed class ResourceBasedSlotSupplier : SlotSupplier
{
    private const int UsualMaximum = 500;
    private static readonly TimeSpan UsualPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Creates the supplier.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="tunerOptions">The load up to which it gives slots.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A target is not between 0 and 1, a number of slots is negative, or the minimum is above the maximum.
    /// </exception>
    public ResourceBasedSlotSupplier(ResourceBasedSlotSupplierOptions options, ResourceBasedTunerOptions tunerOptions)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tunerOptions);
        Between(0, 1, tunerOptions.TargetMemoryUsage);
        Between(0, 1, tunerOptions.TargetCpuUsage);
        AtLeast(1, options.MaximumSlots ?? UsualMaximum, nameof(options.MaximumSlots));
        Between(0, options.MaximumSlots ?? UsualMaximum, options.MinimumSlots ?? 0, nameof(options.MinimumSlots));
        Between(TimeSpan.Zero, LongestWait, options.RampThrottle ?? TimeSpan.Zero, nameof(options.RampThrottle));
        (Options, TunerOptions) = (options, tunerOptions);
    }

    /// <summary>The limits.</summary>
    public ResourceBasedSlotSupplierOptions Options { get; }

    /// <summary>The load up to which it gives slots.</summary>
    public ResourceBasedTunerOptions TunerOptions { get; }

    internal override int? Most => Options.MaximumSlots ?? UsualMaximum;

    internal override CustomSlotSupplier Open(SlotType type, TimeProvider time)
    {
        var isWorkflow = type == SlotType.Workflow;
        var most = Options.MaximumSlots ?? UsualMaximum;
        return new ResourceBasedSlots(
            Options.MinimumSlots ?? Math.Min(most, isWorkflow ? 5 : 1),
            most,
            Options.RampThrottle ?? (isWorkflow ? TimeSpan.Zero : UsualPause),
            TunerOptions,
            ProcessLoad.Measure,
            time);
    }
}
