using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Journal;
using Cairn.Runtime.Queries;
using Cairn.Runtime.Updates;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>An execution in memory, with what its partition remembers beside its state.</summary>
/// <param name="state">The state.</param>
/// <param name="version">The version of its head; 0 if the store does not know it yet.</param>
/// <param name="isCurrent">Whether it is the newest run of its workflow id.</param>
internal sealed class CachedExecution(Execution state, long version, bool isCurrent)
{
    private readonly List<Record> unsent = [];
    private bool isUnsentLazy = true;
    private bool isSentLazy = true;
    private long sentNextEventId = state.NextEventId;

    /// <summary>The state as decided, durable or not.</summary>
    public Execution State { get; private set; } = state;

    /// <summary>The version that the last batch it was in gave it.</summary>
    public long Version { get; private set; } = version;

    /// <summary>Whether it is the newest run of its workflow id.</summary>
    public bool IsCurrent { get; set; } = isCurrent;

    /// <summary>Its newest events.</summary>
    public HistoryTail Tail { get; } = new(version == 0 ? 1 : state.NextEventId);

    /// <summary>The id after the last durable event.</summary>
    public long DurableNextEventId { get; private set; } = version == 0 ? 1 : state.NextEventId;

    /// <summary>How many batches that are not durable yet hold a change of it.</summary>
    public int PendingBatches { get; private set; }

    /// <summary>Whether it has changes that no batch holds.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Whether all of it that is not durable yet are marks that may be lost.</summary>
    public bool IsLazy => isUnsentLazy && isSentLazy;

    /// <summary>Queries that wait for, or are with, its workflow task.</summary>
    public List<PendingQuery> Queries { get; } = [];

    /// <summary>Updates that wait to be accepted, or for their outcome.</summary>
    public List<PendingUpdate> Updates { get; } = [];

    /// <summary>Those who wait for new events.</summary>
    public List<HistoryWaiter> Waiters { get; } = [];

    /// <summary>Its place in the timer queue; null if it has none.</summary>
    public TimerQueue.Entry? Timer { get; set; }

    /// <summary>Its place among the cache in the order of their use.</summary>
    public LinkedListNode<CachedExecution>? Place { get; set; }

    /// <summary>Whether everything about it is in the store, so that it can be forgotten.</summary>
    public bool IsIdle => !IsDirty
        && PendingBatches == 0
        && Queries.TrueForAll(query => query.Answered.IsCompleted)
        && Updates.TrueForAll(update => State.Updates.ContainsKey(update.Id) && update.WaiterCount == 0)
        && Waiters.TrueForAll(waiter => waiter.Notified.IsCompleted);

    /// <summary>Whether a decision on it failed: nothing but its deletion changes it any more.</summary>
    public bool IsSetAside { get; set; }

    /// <summary>Whether it is taken out of the store whatever it has to say to others.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>
    /// Whether it is deleted, and nothing of it need be known any more but that the store still has it.
    /// </summary>
    public bool IsOver => IsRemoved || DeleteWorkflow.IsOver(State);

    /// <summary>Whether a batch takes it out of the store.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Takes a decision over.</summary>
    public void Apply(Turn turn, bool urgent)
    {
        isUnsentLazy &= !urgent;
        State = turn.State;
        unsent.AddRange(turn.Records);
        Tail.Append(turn.Records);
        IsDirty = true;
    }

    /// <summary>Remembers where it stands, so that a decision can be given up.</summary>
    public Savepoint Save() => new(State, unsent.Count, IsDirty, isUnsentLazy);

    /// <summary>Gives up what was decided since.</summary>
    public void Return(Savepoint savepoint)
    {
        State = savepoint.State;
        unsent.RemoveRange(savepoint.Unsent, unsent.Count - savepoint.Unsent);
        Tail.RemoveFrom(State.NextEventId);
        IsDirty = savepoint.IsDirty;
        isUnsentLazy = savepoint.IsUnsentLazy;
    }

    /// <summary>It leaves the store with the next batch, and what it had to say to others is lost.</summary>
    public void Remove()
    {
        IsRemoved = true;
        IsDirty = true;
    }

    /// <summary>The batch that it was in is durable.</summary>
    public void Settle()
    {
        PendingBatches--;
        isSentLazy = true;
        DurableNextEventId = sentNextEventId;
        Tail.Trim(DurableNextEventId, State.PreviousStartedEventId);
    }

    /// <summary>It is to be in the next batch, though nothing of it changes.</summary>
    public void Touch() => IsDirty = true;

    /// <summary>What the next batch says of it, if it is over and the store has it.</summary>
    public ExecutionDelete ToDelete()
    {
        Leave();
        IsLeaving = true;
        return new ExecutionDelete(State.Key, Version);
    }

    /// <summary>What the next batch says of it.</summary>
    public ExecutionWrite ToWrite(int partition, bool workersAreInProcess)
    {
        var entry = new Entry { Records = { unsent } };
        var bytes = unsent.Count == 0 ? [] : Google.Protobuf.MessageExtensions.ToByteArray(entry);
        Leave();
        var head = Heads.Of(State, partition, ++Version, IsCurrent, workersAreInProcess);
        return new ExecutionWrite(head, Version - 1, bytes);
    }

    /// <summary>A point that a decision can return to.</summary>
    public readonly record struct Savepoint(Execution State, int Unsent, bool IsDirty, bool IsUnsentLazy);

    /// <summary>All of it goes with the batch.</summary>
    private void Leave()
    {
        unsent.Clear();
        IsDirty = false;
        PendingBatches++;
        (isSentLazy, isUnsentLazy) = (isUnsentLazy, true);
        sentNextEventId = State.NextEventId;
    }
}
