using Cairn.Api.TaskQueue.V1;
using Cairn.Engine.Executions.Outbox;
using Cairn.Protocol;

namespace Cairn.Engine;

/// <summary>
/// What Runtime must do once a decision is durable. The set of effects is closed: Runtime has one performer for each,
/// and a test checks that.
/// </summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>A workflow task waits for a worker.</summary>
    /// <param name="Queue">The sticky queue of the worker that has the run in its cache, or the workflow's own.</param>
    /// <param name="Fallback">
    /// The workflow's own queue, where the task goes if no worker polls the sticky queue.
    /// </param>
    /// <param name="ScheduledEventId">The scheduled event of the task.</param>
    /// <param name="Attempt">The attempt of the task.</param>
    public sealed record OfferWorkflowTask(
        TaskQueue Queue, TaskQueueName Fallback, long ScheduledEventId, int Attempt) : Effect;

    /// <summary>An attempt of an activity waits for a worker.</summary>
    /// <param name="Queue">The activity's queue.</param>
    /// <param name="ScheduledEventId">The scheduled event of the activity.</param>
    /// <param name="Attempt">The attempt of the activity.</param>
    public sealed record OfferActivityTask(TaskQueueName Queue, long ScheduledEventId, int Attempt) : Effect;

    /// <summary>A message to another execution must be delivered.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="IsRepeated">Whether it may have been delivered already.</param>
    public sealed record Deliver(Message Message, bool IsRepeated = false) : Effect;

    /// <summary>The workflow task has ended: queries that waited for it need another route.</summary>
    public sealed record WorkflowTaskEnded : Effect;

    /// <summary>The run is closed.</summary>
    public sealed record Closed : Effect;

    /// <summary>The run is deleted: callers that wait for it receive NotFound.</summary>
    public sealed record Deleted : Effect;
}
