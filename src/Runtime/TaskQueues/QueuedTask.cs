using Cairn.Protocol;
using Cairn.Runtime.Queries;

namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// A task in a task queue. It is an offer: the poll that takes it must ask the partition whether it is still valid.
/// </summary>
/// <param name="Key">The run that it belongs to.</param>
/// <param name="Fallback">The queue that receives it if no worker polls its sticky queue.</param>
/// <param name="Level">Its priority: 1 is the highest.</param>
internal abstract record QueuedTask(ExecutionKey Key, TaskQueueName Fallback, int Level)
{
    /// <summary>A workflow task.</summary>
    public sealed record OfWorkflow(
        ExecutionKey Key, TaskQueueName Fallback, int Level, long ScheduledEventId, int Attempt)
        : QueuedTask(Key, Fallback, Level);

    /// <summary>An attempt of an activity.</summary>
    public sealed record OfActivity(
        ExecutionKey Key, TaskQueueName Fallback, int Level, long ScheduledEventId, int Attempt)
        : QueuedTask(Key, Fallback, Level);

    /// <summary>A query.</summary>
    public sealed record OfQuery(ExecutionKey Key, TaskQueueName Fallback, int Level, PendingQuery Query)
        : QueuedTask(Key, Fallback, Level);
}

/// <summary>The kind of tasks in a queue; queues with the same name and different kinds are separate.</summary>
internal enum TaskKind
{
    /// <summary>Workflow tasks and queries.</summary>
    Workflow,

    /// <summary>Attempts of activities.</summary>
    Activity,

    /// <summary>Requests to Nexus handlers.</summary>
    Nexus,
}

/// <summary>Identifies a task queue.</summary>
internal readonly record struct TaskQueueKey(TaskKind Kind, NamespaceName Namespace, TaskQueueName Name);
