using Cairn.Api.Enums.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Matching;
using Cairn.Runtime.Partitions;
using Cairn.Runtime.Queries;
using Cairn.Runtime.TaskQueues;
using Cairn.Runtime.Updates;

namespace Cairn.Runtime.Effects;

/// <summary>Performs the effects of durable decisions: one method for each kind of effect.</summary>
/// <param name="queues">The task queues.</param>
/// <param name="router">Sends queries to workers.</param>
/// <param name="deliver">Delivers a message of an execution to another one.</param>
internal sealed class EffectPerformer(
    TaskQueues.TaskQueues queues, QueryRouter router, Action<Execution, Effect.Deliver> deliver)
{
    /// <summary>Performs effects of one execution, in order.</summary>
    public void Perform(CachedExecution cached, IReadOnlyList<Effect> effects)
    {
        foreach (var effect in effects)
        {
            Perform(cached, effect);
        }
    }

    private void Perform(CachedExecution cached, Effect effect)
    {
        switch (effect)
        {
            case Effect.OfferWorkflowTask offer:
                Perform(cached, offer);
                break;
            case Effect.OfferActivityTask offer:
                Perform(cached, offer);
                break;
            case Effect.Deliver delivery:
                deliver(cached.State, delivery);
                break;
            case Effect.WorkflowTaskEnded:
                router.Reroute(cached);
                break;
            case Effect.Closed:
                router.Reroute(cached);
                UpdateRegistry.Close(cached);
                break;
            case Effect.Deleted:
                router.Abandon(cached);
                break;
            default:
                throw new InvalidOperationException($"There is no performer for {effect.GetType().Name}.");
        }
    }

    private void Perform(CachedExecution cached, Effect.OfferWorkflowTask offer)
    {
        var key = cached.State.Key;
        var level = TaskPriority.LevelOf(cached.State.Started.Priority);
        var task = new QueuedTask.OfWorkflow(key, offer.Fallback, level, offer.ScheduledEventId, offer.Attempt);
        var queue = new TaskQueueKey(TaskKind.Workflow, key.Namespace, new(offer.Queue.Name));
        if (offer.Queue.Kind == TaskQueueKind.Sticky)
        {
            queues.OfferSticky(queue, task);
        }
        else
        {
            queues.Offer(queue, task);
        }
    }

    private void Perform(CachedExecution cached, Effect.OfferActivityTask offer)
    {
        if (!cached.State.Activities.TryGetValue(offer.ScheduledEventId, out var activity))
        {
            return; // It ended before the offer became durable.
        }

        var key = cached.State.Key;
        var level = TaskPriority.LevelOf(TaskPriority.Of(cached.State, activity));
        queues.Offer(
            new TaskQueueKey(TaskKind.Activity, key.Namespace, offer.Queue),
            new QueuedTask.OfActivity(key, offer.Queue, level, offer.ScheduledEventId, offer.Attempt));
    }
}
