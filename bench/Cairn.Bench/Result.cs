using System.Globalization;
using System.Text.Json;

namespace Cairn.Bench;

/// <summary>What was measured.</summary>
/// <param name="Workload">w1 to w5.</param>
/// <param name="Concurrency">Callers at once, or sleepers.</param>
/// <param name="PerSecond">Workflows that ended in a second.</param>
/// <param name="P50">Half of them took at most so many milliseconds; of w5, were at most so late.</param>
/// <param name="P99">The same of 99 in 100.</param>
/// <param name="CpuMilliseconds">CPU time of the whole process, for each workflow.</param>
/// <param name="Fsyncs">How often the store waited for the disk, for each workflow.</param>
/// <param name="AllocatedBytes">Managed memory that was allocated, for each workflow.</param>
/// <param name="BytesPerSleeper">Of w5: memory of the process for each sleeper; otherwise 0.</param>
internal sealed record Result(
    string Workload,
    int Concurrency,
    double PerSecond,
    double P50,
    double P99,
    double CpuMilliseconds,
    double Fsyncs,
    double AllocatedBytes,
    double BytesPerSleeper = 0)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Workload} c={Concurrency}: {PerSecond:F0}/s, p50 {P50:F2} ms, p99 {P99:F2} ms, "
        + $"{CpuMilliseconds:F3} CPU-ms, {Fsyncs:F2} fsyncs and {AllocatedBytes / 1024:F1} KiB allocated a workflow")
        + (BytesPerSleeper == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {BytesPerSleeper:F0} B a sleeper"));

    public string ToJson() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["workload"] = Workload,
        ["concurrency"] = Concurrency,
        ["per_s"] = Math.Round(PerSecond, 1),
        ["p50_ms"] = Math.Round(P50, 3),
        ["p99_ms"] = Math.Round(P99, 3),
        ["cpu_ms"] = Math.Round(CpuMilliseconds, 4),
        ["fsyncs"] = Math.Round(Fsyncs, 3),
        ["allocated_bytes"] = Math.Round(AllocatedBytes),
        ["bytes_per_sleeper"] = Math.Round(BytesPerSleeper),
    });
}
