using System.Globalization;
using System.Text.Json;

namespace Cairn.Bench;

/// <summary>What was measured. Costs are for each workflow; of fanout, for each activity.</summary>
/// <param name="Workload">w1 to w5, or fanout.</param>
/// <param name="Concurrency">Callers at once, or sleepers.</param>
/// <param name="PerSecond">Workflows that ended in a second; of fanout, activities.</param>
/// <param name="P50">Half of them took at most so many milliseconds; of w5, were at most so late.</param>
/// <param name="P99">The same of 99 in 100.</param>
/// <param name="Slowest">The same of all.</param>
/// <param name="ServerCpuMilliseconds">CPU time of the server's process; 0 if it is in this one.</param>
/// <param name="WorkerCpuMilliseconds">CPU time of this process: worker, callers, and the engine if it is here.</param>
/// <param name="Fsyncs">How often the store waited for the disk.</param>
/// <param name="AllocatedBytes">Managed memory that this process allocated.</param>
/// <param name="BytesPerSleeper">Of w5: managed memory of this process for each sleeper; otherwise 0.</param>
/// <param name="ServerBytesPerSleeper">Of w5: resident memory of the server's process for each sleeper.</param>
internal sealed record Result(
    string Workload,
    int Concurrency,
    double PerSecond,
    double P50,
    double P99,
    double Slowest,
    double ServerCpuMilliseconds,
    double WorkerCpuMilliseconds,
    double Fsyncs,
    double AllocatedBytes,
    double BytesPerSleeper = 0,
    double ServerBytesPerSleeper = 0)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Workload} c={Concurrency}: {PerSecond:F0}/s, p50 {P50:F2} ms, p99 {P99:F2} ms, slowest {Slowest:F0} ms, "
        + $"{ServerCpuMilliseconds + WorkerCpuMilliseconds:F3} CPU-ms ({ServerCpuMilliseconds:F3} in the server), "
        + $"{Fsyncs:F2} fsyncs and {AllocatedBytes / 1024:F1} KiB allocated each")
        + (BytesPerSleeper == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $", {BytesPerSleeper:F0} B a sleeper here, {ServerBytesPerSleeper:F0} B in the server"));

    public string ToJson() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["workload"] = Workload,
        ["concurrency"] = Concurrency,
        ["per_s"] = Math.Round(PerSecond, 1),
        ["p50_ms"] = Math.Round(P50, 3),
        ["p99_ms"] = Math.Round(P99, 3),
        ["slowest_ms"] = Math.Round(Slowest, 1),
        ["server_cpu_ms"] = Math.Round(ServerCpuMilliseconds, 4),
        ["worker_cpu_ms"] = Math.Round(WorkerCpuMilliseconds, 4),
        ["fsyncs"] = Math.Round(Fsyncs, 3),
        ["allocated_bytes"] = Math.Round(AllocatedBytes),
        ["bytes_per_sleeper"] = Math.Round(BytesPerSleeper),
        ["server_bytes_per_sleeper"] = Math.Round(ServerBytesPerSleeper),
    });
}
