using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Queries;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Matching;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Queries;

/// <summary>Sends each query to a worker in the way that the state of its run allows.</summary>
/// <param name="queues">The task queues.</param>
/// <param name="registry">The queries that workers received.</param>
/// <param name="time">The clock.</param>
/// <param name="forget">Makes a run forget the worker that has it in its cache.</param>
internal sealed class QueryRouter(
    TaskQueues.TaskQueues queues, QueryRegistry registry, TimeProvider time, Action<ExecutionKey, Sticky> forget)
{
    /// <summary>Within the limit of .NET timers, and longer than any caller waits for an answer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Offers a query as a separate task: to the worker with the cached run, or to any.</summary>
    public void Dispatch(Execution state, PendingQuery query)
    {
        registry.Add(query);
        var level = TaskPriority.LevelOf(state.Started.Priority);
        var task = new QueuedTask.OfQuery(state.Key, state.TaskQueue, level, query);
        var own = new TaskQueueKey(TaskKind.Workflow, state.Key.Namespace, state.TaskQueue);
        if (state.Sticky is { } sticky)
        {
            queues.OfferSticky(own with { Name = new(sticky.Queue.Name) }, task);
            OfferToAllAfterTimeout(task, own, sticky);
        }
        else
        {
            queues.Offer(own, task);
        }
    }

    /// <summary>
    /// Reroutes queries after a workflow task that did not answer them: they wait for the next one or become separate
    /// tasks.
    /// </summary>
    public void Reroute(CachedExecution cached)
    {
        if (cached.Queries.Count == 0)
        {
            return;
        }

        switch (QueryRoute.Of(cached.State, default, deadline: null))
        {
            case QueryRoute.Refused refused:
                GiveUp(cached, Refused.By(refused.Refusal));
                break;
            case QueryRoute.Direct:
                foreach (var query in Take(cached))
                {
                    Dispatch(cached.State, query);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Fails the queries of a deleted run.</summary>
    public void Abandon(CachedExecution cached)
    {
        var key = cached.State.Key;
        GiveUp(cached, Refused.NoRun(key.WorkflowId.Value, key.RunId.Value));
        registry.Abandon(key);
    }

    /// <summary>
    /// Offers the task to any worker when the one with the cached run has not answered within the sticky timeout: it
    /// may be gone.
    /// </summary>
    private void OfferToAllAfterTimeout(QueuedTask.OfQuery task, TaskQueueKey own, Sticky sticky)
    {
        var wait = sticky.ScheduleToStartTimeout < Longest ? sticky.ScheduleToStartTimeout : Longest;
        task.Query.StickyTimer = time.CreateTimer(
            _ =>
            {
                if (!task.Query.Answered.IsCompleted)
                {
                    forget(task.Key, sticky);
                    queues.Offer(own, task);
                }
            },
            null,
            wait,
            Timeout.InfiniteTimeSpan);
    }

    private static void GiveUp(CachedExecution cached, Exceptions.RpcException reason)
    {
        foreach (var query in Take(cached))
        {
            query.GiveUp(reason);
        }
    }

    private static List<PendingQuery> Take(CachedExecution cached)
    {
        var queries = cached.Queries.ToList();
        cached.Queries.Clear();
        return queries;
    }
}
