using Cairn.Protocol;
using Cairn.Runtime.Queries;

namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// What waits in a task queue. It is an offer: whoever takes it must ask its partition whether it still holds.
/// </summary>
/// <param name="Key">The run that it belongs to.</param>
/// <param name="Fallback">The queue that it goes to when nobody polls a sticky queue.</param>
/// <param name="Level">How urgent it is: 1 is the first.</param>
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

/// <summary>
/// Which kind of tasks a queue holds; two queues of one name and different kinds have nothing in common.
/// </summary>
internal enum TaskKind
{
    /// <summary>Workflow tasks and queries.</summary>
    Workflow,

    /// <summary>Attempts of activities.</summary>
    Activity,

    /// <summary>Requests to Nexus handlers.</summary>
    Nexus,
}

/// <summary>What names a task queue.</summary>
internal readonly record struct TaskQueueKey(TaskKind Kind, NamespaceName Namespace, TaskQueueName Name);
