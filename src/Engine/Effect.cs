using Cairn.Api.TaskQueue.V1;
using Cairn.Engine.Executions.Outbox;
using Cairn.Protocol;

namespace Cairn.Engine;

/// <summary>
/// What the world outside must do once a decision is durable. The family is closed: Runtime has one performer for each,
/// and a test checks that.
/// </summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>A workflow task waits for a worker.</summary>
    /// <param name="Queue">The sticky queue of the worker that has the run in its cache, or the workflow's own.</param>
    /// <param name="Fallback">Where the task goes if nobody polls a sticky queue; the workflow's own queue.</param>
    /// <param name="ScheduledEventId">The task.</param>
    /// <param name="Attempt">Which attempt of it.</param>
    public sealed record OfferWorkflowTask(
        TaskQueue Queue, TaskQueueName Fallback, long ScheduledEventId, int Attempt) : Effect;

    /// <summary>An attempt of an activity waits for a worker.</summary>
    /// <param name="Queue">The activity's queue.</param>
    /// <param name="ScheduledEventId">The activity.</param>
    /// <param name="Attempt">Which attempt of it.</param>
    public sealed record OfferActivityTask(TaskQueueName Queue, long ScheduledEventId, int Attempt) : Effect;

    /// <summary>A message to another execution is on its way.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="IsRepeated">Whether it may have arrived already.</param>
    public sealed record Deliver(Message Message, bool IsRepeated = false) : Effect;

    /// <summary>The workflow task is over: buffered queries must go another way.</summary>
    public sealed record WorkflowTaskEnded : Effect;

    /// <summary>The run is closed.</summary>
    public sealed record Closed : Effect;

    /// <summary>The run is deleted: those who ask it something are told that it is gone.</summary>
    public sealed record Deleted : Effect;
}
