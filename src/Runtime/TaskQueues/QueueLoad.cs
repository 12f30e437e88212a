namespace Cairn.Runtime.TaskQueues;

/// <summary>What waits in a task queue, and how much comes and goes.</summary>
/// <param name="Waiting">How many tasks wait.</param>
/// <param name="OldestWaits">How long the oldest of them has waited; zero if there is none.</param>
/// <param name="AddedPerSecond">How many came, over the last half minute.</param>
/// <param name="TakenPerSecond">How many were taken, over the last half minute.</param>
internal readonly record struct QueueLoad(
    int Waiting, TimeSpan OldestWaits, float AddedPerSecond, float TakenPerSecond);
