using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>The result of loading a run: the run, the damage of its data, or nothing.</summary>
/// <param name="Execution">The run; null if there is none or it cannot be read.</param>
/// <param name="Damaged">The key of the run, if its data is damaged; otherwise null.</param>
/// <param name="Damage">What is wrong with its data; null if it is intact.</param>
internal readonly record struct LoadedRun(
    CachedExecution? Execution, ExecutionKey? Damaged = null, Exception? Damage = null)
{
    /// <summary>The id of the run; null if there is none.</summary>
    public RunId? RunId => Execution?.State.Key.RunId ?? Damaged?.RunId;
}
