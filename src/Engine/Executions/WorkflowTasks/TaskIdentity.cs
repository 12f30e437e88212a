namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>The workflow task that a worker's token names.</summary>
/// <param name="ScheduledEventId">The scheduled event.</param>
/// <param name="StartedEventId">The started event.</param>
/// <param name="Attempt">The number of the attempt.</param>
/// <param name="StartedTime">When the attempt was started, which distinguishes two starts of one attempt.</param>
public readonly record struct TaskIdentity(
    long ScheduledEventId, long StartedEventId, int Attempt, DateTimeOffset StartedTime)
{
    /// <summary>Whether this is the current task of the run.</summary>
    public bool IsOf(Execution state) =>
        state is { IsOpen: true, Task: { IsStarted: true } task }
        && task.ScheduledEventId == ScheduledEventId
        && task.StartedEventId == StartedEventId
        && task.Attempt == Attempt
        && task.StartedTime == StartedTime;
}
