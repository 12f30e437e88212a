using System.Collections.Concurrent;
using Cairn.Engine;
using Cairn.Protocol;
using Cairn.Runtime.Effects;
using Cairn.Runtime.Metrics;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// The one writer of the executions that belong to it. It does one thing after the other on its scheduler.
/// </summary>
internal sealed partial class Partition : IAsyncDisposable
{
    private readonly ConcurrentQueue<Action> inbox = new();
    private readonly Dictionary<WorkflowKey, WorkflowSlot> slots = [];
    private readonly NodeOptions options;
    private readonly IStore store;
    private readonly EffectPerformer effects;
    private readonly CommitPipeline commits;
    private readonly PartitionClock clock;
    private readonly ExecutionCache cache;
    private readonly ExecutionLoader loader;
    private readonly HashSet<ExecutionKey> setAside = [];
    private readonly HashSet<ExecutionKey> damaged = [];
    private readonly InternalErrors errors;
    private readonly Backoff resets;
    private readonly Backoff loads;
    private readonly NodeMetrics metrics;
    private readonly int number;
    private readonly ILogger logger;
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int isScheduled;
    private bool isStopped;

    public Partition(
        int number,
        NodeOptions options,
        IStore store,
        EffectPerformer effects,
        SearchAttributeRegistry searchAttributes,
        NodeMetrics metrics,
        InternalErrors errors)
    {
        this.metrics = metrics;
        Pending = new PendingWork(metrics);
        this.number = number;
        this.errors = errors;
        resets = new Backoff(options);
        loads = new Backoff(options);
        this.options = options;
        this.store = store;
        SearchAttributes = searchAttributes;
        this.effects = effects;
        logger = options.LoggerFactory.CreateLogger<Partition>();
        cache = new ExecutionCache(options.CachedExecutions, options.CachedExecutions / 100, Forget);
        loader = new ExecutionLoader(store);
        commits = new CommitPipeline(number, options, store, Post, Performed, Reset, errors);
        clock = new PartitionClock(
            number,
            options,
            store,
            wake: (key, attention) => Enter(new WakeUp(key, attention)),
            commit: () => commits.Begin(evenIfLazy: true),
            post: Post,
            errors,
            logger);
    }

    /// <summary>The node's clock.</summary>
    public TimeProvider Time => options.TimeProvider;

    /// <summary>The search attributes of namespaces.</summary>
    public SearchAttributeRegistry SearchAttributes { get; }

    /// <summary>Whether all workers run in the node's process and end with it.</summary>
    public bool WorkersAreInProcess => options.WorkersAreInProcess;

    /// <summary>Sends a request for a workflow; for its newest run, unless a run is named.</summary>
    public Task<T> AskAsync<T>(WorkflowKey workflow, RunId? runId, Func<Scope, T> decide, string file)
    {
        var question = new PartitionRequest<T>(workflow, runId, decide, file);
        Post(() => Enter(question));
        return question.Answered;
    }

    /// <summary>All events of a run that are in the store.</summary>
    public Task<IReadOnlyList<Api.History.V1.HistoryEvent>> ReadHistoryAsync(ExecutionKey key) =>
        loader.ReadHistoryAsync(key);

    /// <summary>Starts: offers waiting tasks to workers, and arms the timers.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        clock.RecoverAsync(cancellationToken);

    /// <summary>When the next execution needs attention; null if never. Only while the partition is idle.</summary>
    public ValueTask<DateTimeOffset?> NextTimeAsync() => clock.NextTimeAsync();

    /// <summary>Accepts no more requests, and finishes the commits.</summary>
    public async ValueTask DisposeAsync()
    {
        Post(() =>
        {
            isStopped = true;
            clock.Dispose();
            FailWaiters(Refused.ShuttingDown);
        });
        await finished.Task;
    }

    /// <summary>Adds a change to the next batch.</summary>
    public void Accept(Scope.Change change)
    {
        var (cached, turn) = (change.Run, change.Turn);
        if (turn.Records.Count > 0)
        {
            cache.Use(cached);
            commits.Add(cached, change.Before is not { IsDirty: true }, turn.Effects, change.IsUrgent);
            Rearm(cached);
        }
        else if (turn.Effects.Count > 0)
        {
            commits.ReleaseWhenDurable(cached, new LateEffects(effects, cached, turn.Effects));
        }
    }

    /// <summary>Arms the next timer of an execution.</summary>
    public void Rearm(CachedExecution cached)
    {
        if (cached is { IsSetAside: true, State.IsDeleted: false })
        {
            return;
        }

        try
        {
            clock.Arm(cached);
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            Fail(nameof(Rearm), cached.State.Key, caught);
        }
    }

    /// <summary>Deletes an execution with the next batch; other workflows are not notified.</summary>
    public void RemoveNow(CachedExecution cached)
    {
        errors.RemovedWithoutNotice(cached.State);
        var isFirstChange = !cached.IsDirty;
        cached.Remove();
        commits.Add(cached, isFirstChange, effects: [], urgent: true);
    }

    /// <summary>Called before a decision on an execution writes a record; null calls nothing.</summary>
    public Action? BeforeRecordOf(ExecutionKey key) =>
        options.BeforeRecord is { } before ? () => before(key) : null;

    /// <summary>
    /// Deletes an execution with the next batch, if it is deleted and all its messages are delivered.
    /// </summary>
    public void RemoveIfOver(CachedExecution cached)
    {
        if (cached is { IsOver: true, IsLeaving: false, IsDirty: false })
        {
            cached.Touch();
            commits.Add(cached, isFirstChange: true, effects: [], urgent: true);
        }
    }

    /// <summary>Releases an answer when all visible changes of an execution are durable.</summary>
    public void ReleaseWhenDurable(CachedExecution? cached, IReply reply) => commits.ReleaseWhenDurable(cached, reply);

    private void Post(Action action)
    {
        inbox.Enqueue(action);
        if (Interlocked.Exchange(ref isScheduled, 1) == 0)
        {
            _ = Task.Factory.StartNew(
                Drain, CancellationToken.None, TaskCreationOptions.DenyChildAttach, options.Scheduler);
        }
    }

    private void Drain()
    {
        do
        {
            while (inbox.TryDequeue(out var action))
            {
                Do(action);
            }

            Do(EndRound);

            // A full fence: the inbox must not be read before it, or a post in between would wake no thread.
            Interlocked.Exchange(ref isScheduled, 0);
        }
        while (!inbox.IsEmpty && Interlocked.Exchange(ref isScheduled, 1) == 0);
    }

    private void EndRound()
    {
        commits.Begin(evenIfLazy: isStopped);
        if (commits.HasLazyOnly)
        {
            clock.CommitSoon();
        }

        cache.Shrink();
        if (isStopped && commits.IsIdle)
        {
            finished.TrySetResult();
        }
    }

    /// <summary>
    /// Runs an internal action of the partition. Exceptions of decisions are caught before; after any other exception,
    /// the state in memory may be wrong, so all of it is loaded again.
    /// </summary>
    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            commits.GiveUp(caught);
        }
    }

    private void Perform(CachedExecution cached, Effect effect)
    {
        try
        {
            effects.Perform(cached, [effect]);
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            Fail(effect.GetType().Name, cached.State.Key, caught);
        }
    }

    private void Enter(IInput input)
    {
        if (isStopped)
        {
            input.Fail(Refused.ShuttingDown);
            return;
        }

        if (!slots.TryGetValue(input.Workflow, out var slot))
        {
            slots[input.Workflow] = slot = new WorkflowSlot(input.Workflow);
        }

        lookups++;
        if (slot.IsLoading || !Knows(slot, input))
        {
            misses++;
            slot.Waiting.Enqueue(input);
            Load(slot, input);
            return;
        }

        Run(slot, input);
        DropIfEmpty(slot, input.Workflow);
    }

    private static bool Knows(WorkflowSlot slot, IInput input) =>
        slot.KnowsCurrent
        && (input.RunId is not { } runId
            || slot.Runs.ContainsKey(runId) || slot.Missing.Contains(runId) || slot.Damaged.Contains(runId));

    private void Run(WorkflowSlot slot, IInput input)
    {
        var cached = input.RunId is { } runId ? slot.Runs.GetValueOrDefault(runId) : slot.Current;
        if (cached is not null)
        {
            cache.Use(cached);
        }

        input.Run(this, slot);
    }

    private void Forget(CachedExecution cached)
    {
        var workflow = WorkflowKey.Of(cached.State.Key);
        if (slots.TryGetValue(workflow, out var slot) && slot.Runs.Remove(cached.State.Key.RunId))
        {
            if (slot.Current == cached)
            {
                slot.Current = null;
                slot.KnowsCurrent = false;
            }

            DropIfEmpty(slot, workflow);
        }
    }

    /// <summary>Removes an execution that has left the store.</summary>
    private void Remove(CachedExecution cached)
    {
        ExecutionCache.Remove(cached);
        var workflow = WorkflowKey.Of(cached.State.Key);
        var slot = slots[workflow];
        slot.Runs.Remove(cached.State.Key.RunId);
        if (slot.Current == cached)
        {
            slot.Current = null; // It is known now that there is none.
        }

        DropIfEmpty(slot, workflow);
    }

    private void Performed(OpenBatch batch)
    {
        resets.Succeeded();
        foreach (var cached in batch.Changed)
        {
            Measure(cached);
            Rearm(cached);
            cached.NotifyWaiters();
            RemoveIfOver(cached);
        }

        foreach (var (cached, effect) in batch.Effects)
        {
            Perform(cached, effect);
        }

        foreach (var cached in batch.Changed.Where(cached => cached.IsLeaving))
        {
            Remove(cached);
        }

        commits.Begin(evenIfLazy: isStopped);
    }

    [LoggerMessage(
        1007,
        LogLevel.Error,
        "Executions of workflow {WorkflowId} could not be read; requests are refused until the store answers again")]
    private partial void LogNotLoaded(string workflowId, Exception reason);
}
