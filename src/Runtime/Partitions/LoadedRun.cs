using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>What the store has of a run: one that can be read, one whose data is damaged, or nothing.</summary>
/// <param name="CachedExecution">The run; null if there is none or it cannot be read.</param>
/// <param name="Damaged">The key of the run, if its data is damaged; otherwise null.</param>
/// <param name="Damage">What is wrong with its data; null if nothing is.</param>
internal readonly record struct LoadedRun(
    CachedExecution? CachedExecution, ExecutionKey? Damaged = null, Exception? Damage = null)
{
    /// <summary>The id of the run; null if there is none.</summary>
    public RunId? RunId => CachedExecution?.State.Key.RunId ?? Damaged?.RunId;
}
