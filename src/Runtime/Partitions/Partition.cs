using System.Collections.Concurrent;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Updates;
using Cairn.Protocol;
using Cairn.Runtime.Effects;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// The one writer of the executions that belong to it. Everything happens one after the other on its thread of work.
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
    private readonly ResidentList residents;
    private readonly ExecutionLoader loader;
    private readonly ILogger logger;
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int isScheduled;
    private bool isStopped;

    public Partition(
        int number,
        NodeOptions options,
        IStore store,
        EffectPerformer effects,
        SearchAttributeRegistry searchAttributes)
    {
        this.options = options;
        this.store = store;
        SearchAttributes = searchAttributes;
        this.effects = effects;
        logger = options.LoggerFactory.CreateLogger<Partition>();
        residents = new ResidentList(options.ResidentExecutions, options.ResidentExecutions / 100, Forget);
        loader = new ExecutionLoader(store);
        commits = new CommitPipeline(number, options, store, Post, Performed, Reset);
        clock = new PartitionClock(
            number,
            options,
            store,
            wake: (key, attention) => Enter(new WakeUp(key, attention)),
            commit: () => commits.Begin(evenIfLazy: true),
            post: Post,
            logger);
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time => options.TimeProvider;

    /// <summary>The search attributes of namespaces.</summary>
    public SearchAttributeRegistry SearchAttributes { get; }

    /// <summary>Whether workers end with the node.</summary>
    public bool WorkersAreInProcess => options.WorkersAreInProcess;

    /// <summary>Asks something of a workflow; of its newest run, unless a run is named.</summary>
    public Task<T> AskAsync<T>(WorkflowKey workflow, RunId? runId, Func<Scope, T> decide)
    {
        var question = new Question<T>(workflow, runId, decide);
        Post(() => Enter(question));
        return question.Answered;
    }

    /// <summary>All events of a run that are in the store.</summary>
    public Task<IReadOnlyList<Api.History.V1.HistoryEvent>> ReadHistoryAsync(ExecutionKey key) =>
        loader.ReadHistoryAsync(key);

    /// <summary>Begins to work: offers what waits for workers, and arms the timers.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        clock.RecoverAsync(cancellationToken);

    /// <summary>Takes nothing more, and finishes what was decided.</summary>
    public async ValueTask DisposeAsync()
    {
        Post(() =>
        {
            isStopped = true;
            clock.Dispose();
            TellThoseWhoWait(Refused.ShuttingDown);
        });
        await finished.Task;
    }

    /// <summary>Takes what a decision wrote over, for the next batch.</summary>
    public void Accept(Resident resident, Turn turn, bool urgent)
    {
        HistoryLimits.Enforce(turn);
        if (turn.Records.Count == 0)
        {
            if (turn.Effects.Count > 0)
            {
                commits.ReleaseWhenDurable(resident, new LateEffects(effects, resident, turn.Effects));
            }

            return;
        }

        var isFirstChange = !resident.IsDirty;
        resident.Absorb(turn, urgent);
        residents.Use(resident);
        commits.Add(resident, isFirstChange, turn.Effects, urgent);
        clock.Arm(resident);
        if (turn.Successor is { } successor)
        {
            Adopt(slots[WorkflowKey.Of(resident.State.Key)], successor);
        }
    }

    /// <summary>Takes a newborn execution in, as the newest run of its workflow.</summary>
    public Resident Adopt(WorkflowSlot slot, Turn turn)
    {
        if (slot.Current is { } former)
        {
            former.IsCurrent = false; // The store moves the mark when it sees the head of the new run.
        }

        var resident = new Resident(turn.State, version: 0, isCurrent: true);
        slot.Runs[turn.State.Key.RunId] = resident;
        slot.Missing.Remove(turn.State.Key.RunId);
        slot.Current = resident;
        residents.Use(resident);
        Accept(resident, turn, urgent: true);
        return resident;
    }

    /// <summary>Makes sure that an execution is woken at its next time.</summary>
    public void Rearm(Resident resident) => clock.Arm(resident);

    /// <summary>Has an execution taken out of the store, if it is deleted and has nothing left to say.</summary>
    public void RemoveIfOver(Resident resident)
    {
        if (resident is { IsOver: true, IsLeaving: false, IsDirty: false })
        {
            resident.Touch();
            commits.Add(resident, isFirstChange: true, effects: [], urgent: true);
        }
    }

    /// <summary>Answers when everything that an execution shows is durable.</summary>
    public void ReleaseWhenDurable(Resident? resident, IReply reply) => commits.ReleaseWhenDurable(resident, reply);

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

            commits.Begin(evenIfLazy: isStopped);
            if (commits.HasLazyOnly)
            {
                clock.CommitSoon();
            }

            residents.Shrink();
            if (isStopped && commits.IsIdle)
            {
                finished.TrySetResult();
            }

            // A full fence: the look into the inbox must not come before it, or a post in between wakes nobody.
            Interlocked.Exchange(ref isScheduled, 0);
        }
        while (!inbox.IsEmpty && Interlocked.Exchange(ref isScheduled, 1) == 0);
    }

    /// <summary>A mistake in one input must not stop the others; what it had decided was not taken over.</summary>
    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            LogMistake(caught);
        }
    }

    private void Enter(IInput input)
    {
        if (isStopped)
        {
            input.Lose(Refused.ShuttingDown);
            return;
        }

        if (!slots.TryGetValue(input.Workflow, out var slot))
        {
            slots[input.Workflow] = slot = new WorkflowSlot();
        }

        if (slot.IsLoading || !Knows(slot, input))
        {
            slot.Waiting.Enqueue(input);
            Load(slot, input);
            return;
        }

        Run(slot, input);
        DropIfEmpty(slot, input.Workflow);
    }

    private static bool Knows(WorkflowSlot slot, IInput input) =>
        slot.KnowsCurrent
        && (input.RunId is not { } runId || slot.Runs.ContainsKey(runId) || slot.Missing.Contains(runId));

    private void Run(WorkflowSlot slot, IInput input)
    {
        var resident = input.RunId is { } runId ? slot.Runs.GetValueOrDefault(runId) : slot.Current;
        if (resident is not null)
        {
            residents.Use(resident);
        }

        input.Run(this, slot);
    }

    private void Forget(Resident resident)
    {
        var workflow = WorkflowKey.Of(resident.State.Key);
        if (slots.TryGetValue(workflow, out var slot) && slot.Runs.Remove(resident.State.Key.RunId))
        {
            if (slot.Current == resident)
            {
                slot.Current = null;
                slot.KnowsCurrent = false;
            }

            DropIfEmpty(slot, workflow);
        }
    }

    /// <summary>The store does not have it any more.</summary>
    private void Remove(Resident resident)
    {
        ResidentList.Remove(resident);
        var workflow = WorkflowKey.Of(resident.State.Key);
        var slot = slots[workflow];
        slot.Runs.Remove(resident.State.Key.RunId);
        if (slot.Current == resident)
        {
            slot.Current = null; // That there is none is known now.
        }

        DropIfEmpty(slot, workflow);
    }

    private void Performed(OpenBatch batch)
    {
        foreach (var resident in batch.Changed)
        {
            clock.Arm(resident);
            TellWaiters(resident);
            RemoveIfOver(resident);
        }

        foreach (var (resident, effect) in batch.Effects)
        {
            effects.Perform(resident, [effect]);
        }

        foreach (var resident in batch.Changed.Where(resident => resident.IsLeaving))
        {
            Remove(resident);
        }

        commits.Begin(evenIfLazy: isStopped);
    }

    private static void TellWaiters(Resident resident)
    {
        var isOpen = resident.State.IsOpen || resident.DurableNextEventId < resident.State.NextEventId;
        for (var i = resident.Waiters.Count - 1; i >= 0; i--)
        {
            if (resident.Waiters[i].IsSatisfied(resident.DurableNextEventId, isOpen))
            {
                resident.Waiters[i].Tell();
                resident.Waiters.RemoveAt(i);
            }
        }
    }

    /// <summary>A commit did not go through: what is in memory may be wrong, so all of it is read again.</summary>
    private void Reset(Exception reason)
    {
        if (store.Trouble is null)
        {
            LogReset(reason); // Of its troubles the store speaks itself.
        }

        TellThoseWhoWait(Refused.Unavailable(reason.Message));
        var lost = slots.Values.SelectMany(slot => slot.Waiting).ToList();
        slots.Clear();
        residents.Clear();
        clock.Clear();
        commits.Abandon(reason);
        lost.ForEach(input => input.Lose(reason));
        if (!isStopped)
        {
            clock.RecoverAgain();
        }
    }

    private void TellThoseWhoWait(Exceptions.RpcException reason)
    {
        foreach (var resident in residents.All)
        {
            resident.Queries.ForEach(query => query.GiveUp(reason));
            resident.Updates.ForEach(update => update.Abort(Refused.By(UpdateFailures.Forgotten)));
            resident.Waiters.ForEach(waiter => waiter.Tell());
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Executions of workflow {WorkflowId} could not be read")]
    private partial void LogNotLoaded(string workflowId, Exception reason);

    [LoggerMessage(3, LogLevel.Critical, "A partition could not do something that it must be able to do")]
    private partial void LogMistake(Exception mistake);

    [LoggerMessage(2, LogLevel.Error, "A commit did not go through; the partition reads its executions again")]
    private partial void LogReset(Exception reason);
}
