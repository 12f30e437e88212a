namespace Cairn.Runtime.TaskQueues;

/// <summary>The backlog of a task queue, and its rates.</summary>
/// <param name="Waiting">How many tasks wait.</param>
/// <param name="OldestWaits">How long the oldest task has waited; zero if there is none.</param>
/// <param name="AddedPerSecond">Tasks added a second, over the last half minute.</param>
/// <param name="TakenPerSecond">Tasks taken a second, over the last half minute.</param>
internal readonly record struct QueueLoad(
    int Waiting, TimeSpan OldestWaits, float AddedPerSecond, float TakenPerSecond);
