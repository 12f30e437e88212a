namespace Cairn.Worker.Tuning;

/// <summary>Up to which load of the process a worker takes more tasks.</summary>
/// <param name="TargetMemoryUsage">
/// The fraction of the memory that the process may use, 0 to 1: that of the machine, or of its container.
/// </param>
/// <param name="TargetCpuUsage">
/// The fraction of the processor time that the process may use, 0 to 1: that of the machine, or of its container.
/// </param>
public sealed record ResourceBasedTunerOptions(double TargetMemoryUsage, double TargetCpuUsage);
