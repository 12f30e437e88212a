namespace Cairn.Bench;

/// <summary>What a server has cost so far.</summary>
/// <param name="Fsyncs">How often its store waited for the disk.</param>
/// <param name="Cpu">CPU time of its process; zero if that is this process.</param>
/// <param name="Bytes">CachedExecution memory of its process; zero if that is this process.</param>
internal readonly record struct ServerCost(long Fsyncs, TimeSpan Cpu, long Bytes);
