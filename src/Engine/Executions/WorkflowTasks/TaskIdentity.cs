namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>What a worker's token says of the task that it ends.</summary>
/// <param name="ScheduledEventId">The task.</param>
/// <param name="StartedEventId">Its start.</param>
/// <param name="Attempt">Which attempt.</param>
/// <param name="StartedTime">When the attempt was started, which tells two starts of one attempt apart.</param>
public readonly record struct TaskIdentity(
    long ScheduledEventId, long StartedEventId, int Attempt, DateTimeOffset StartedTime)
{
    /// <summary>Whether this is the task that the run now has.</summary>
    public bool IsOf(Execution state) =>
        state is { IsOpen: true, Task: { IsStarted: true } task }
        && task.ScheduledEventId == ScheduledEventId
        && task.StartedEventId == StartedEventId
        && task.Attempt == Attempt
        && task.StartedTime == StartedTime;
}
