using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Updates;
using Cairn.Engine.Journal;
using Cairn.Exceptions;
using Cairn.Runtime.Queries;
using Cairn.Runtime.Updates;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>An execution in memory, with what its partition needs beside its state.</summary>
/// <param name="state">The state.</param>
/// <param name="version">The version of its head; 0 if it is not in the store yet.</param>
/// <param name="isCurrent">Whether it is the newest run of its workflow id.</param>
internal sealed class CachedExecution(Execution state, long version, bool isCurrent)
{
    private List<Record> unsent = [];
    private List<Record> sent = [];
    private bool isUnsentLazy = true;
    private bool isSentLazy = true;
    private long sentNextEventId = state.NextEventId;

    /// <summary>The state after the last decision, durable or not.</summary>
    public Execution State { get; private set; } = state;

    /// <summary>The state before the batch that is being committed; null if it is not in the store yet.</summary>
    public Execution? Durable { get; private set; } = version == 0 ? null : state;

    /// <summary>The state after that batch.</summary>
    public Execution Committed { get; private set; } = state;

    /// <summary>The records of that batch.</summary>
    public IReadOnlyList<Record> CommittedRecords => sent;

    /// <summary>The version of its head in the last batch.</summary>
    public long Version { get; private set; } = version;

    /// <summary>Whether it is the newest run of its workflow id.</summary>
    public bool IsCurrent { get; set; } = isCurrent;

    /// <summary>Its newest events.</summary>
    public HistoryTail Tail { get; } = new(version == 0 ? 1 : state.NextEventId);

    /// <summary>The id after its last durable event.</summary>
    public long DurableNextEventId { get; private set; } = version == 0 ? 1 : state.NextEventId;

    /// <summary>How many batches that are not durable yet contain a change of it.</summary>
    public int PendingBatches { get; private set; }

    /// <summary>Whether it has changes that are not in a batch.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Whether all its changes that are not durable may be lost.</summary>
    public bool IsLazy => isUnsentLazy && isSentLazy;

    /// <summary>Queries that wait for, or are with, its workflow task.</summary>
    public List<PendingQuery> Queries { get; } = [];

    /// <summary>Updates that wait to be accepted, or for their outcome.</summary>
    public List<PendingUpdate> Updates { get; } = [];

    /// <summary>Callers that wait for new events.</summary>
    public List<HistoryWaiter> Waiters { get; } = [];

    /// <summary>Its entry in the timer queue; null if it has none.</summary>
    public TimerQueue.Entry? Timer { get; set; }

    /// <summary>Its node in the list of the cache, which is ordered by last use.</summary>
    public LinkedListNode<CachedExecution>? Place { get; set; }

    /// <summary>Whether all of it is in the store and no caller waits, so that it can leave memory.</summary>
    public bool IsIdle => !IsDirty
        && PendingBatches == 0
        && Queries.TrueForAll(query => query.Answered.IsCompleted)
        && Updates.TrueForAll(update => State.Updates.ContainsKey(update.Id) && update.WaiterCount == 0)
        && Waiters.TrueForAll(waiter => waiter.Notified.IsCompleted);

    /// <summary>Whether a decision on it failed: only a deletion can change it.</summary>
    public bool IsSetAside { get; set; }

    /// <summary>Whether it leaves the store even if other workflows were not notified.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>Whether it is deleted and only has to leave the store.</summary>
    public bool IsOver => IsRemoved || DeleteWorkflow.IsOver(State);

    /// <summary>Whether a batch deletes it from the store.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Applies a decision.</summary>
    public void Apply(Turn turn, bool urgent)
    {
        isUnsentLazy &= !urgent;
        State = turn.State;
        unsent.AddRange(turn.Records);
        Tail.Append(turn.Records);
        IsDirty = true;
    }

    /// <summary>Returns a savepoint, so that a later decision can be undone.</summary>
    public Savepoint Save() => new(State, unsent.Count, IsDirty, isUnsentLazy);

    /// <summary>Undoes all decisions since a savepoint.</summary>
    public void Return(Savepoint savepoint)
    {
        State = savepoint.State;
        unsent.RemoveRange(savepoint.Unsent, unsent.Count - savepoint.Unsent);
        Tail.RemoveFrom(State.NextEventId);
        IsDirty = savepoint.IsDirty;
        isUnsentLazy = savepoint.IsUnsentLazy;
    }

    /// <summary>Deletes it from the store with the next batch; messages to other workflows are lost.</summary>
    public void Remove()
    {
        IsRemoved = true;
        IsDirty = true;
    }

    /// <summary>Records that a batch with it is durable.</summary>
    public void Settle()
    {
        PendingBatches--;
        isSentLazy = true;
        DurableNextEventId = sentNextEventId;
        Tail.Trim(DurableNextEventId, State.PreviousStartedEventId);
    }

    /// <summary>Forgets the records of the last commit, which have been measured.</summary>
    public void EndCommit()
    {
        Durable = Committed;
        sent.Clear();
    }

    /// <summary>Puts it into the next batch although nothing of it changes.</summary>
    public void Touch() => IsDirty = true;

    /// <summary>Its deletion, for the next batch. It must be over and in the store.</summary>
    public ExecutionDelete ToDelete()
    {
        Leave();
        IsLeaving = true;
        return new ExecutionDelete(State.Key, Version);
    }

    /// <summary>Its changes, for the next batch.</summary>
    public ExecutionWrite ToWrite(int partition, bool workersAreInProcess)
    {
        var entry = new Entry { Records = { unsent } };
        var bytes = unsent.Count == 0 ? [] : Google.Protobuf.MessageExtensions.ToByteArray(entry);
        Leave();
        var head = Heads.Of(State, partition, ++Version, IsCurrent, workersAreInProcess);
        return new ExecutionWrite(head, Version - 1, bytes);
    }

    /// <summary>Notifies the callers that wait for events which are durable now.</summary>
    public void NotifyWaiters()
    {
        var isOpen = State.IsOpen || DurableNextEventId < State.NextEventId;
        for (var i = Waiters.Count - 1; i >= 0; i--)
        {
            if (Waiters[i].IsSatisfied(DurableNextEventId, isOpen))
            {
                Waiters[i].Notify();
                Waiters.RemoveAt(i);
            }
        }
    }

    /// <summary>Answers all callers that wait, because the execution cannot go on in memory.</summary>
    public void FailWaiters(RpcException reason)
    {
        foreach (var query in Queries)
        {
            query.GiveUp(reason);
        }

        foreach (var update in Updates)
        {
            update.Abort(Refused.By(UpdateFailures.Forgotten));
        }

        foreach (var waiter in Waiters)
        {
            waiter.Notify();
        }
    }

    /// <summary>A state that <see cref="Return"/> can restore.</summary>
    public readonly record struct Savepoint(Execution State, int Unsent, bool IsDirty, bool IsUnsentLazy);

    /// <summary>Records that all its changes are in the batch.</summary>
    private void Leave()
    {
        (sent, unsent) = (unsent, sent);
        unsent.Clear();
        Committed = State;
        IsDirty = false;
        PendingBatches++;
        (isSentLazy, isUnsentLazy) = (isUnsentLazy, true);
        sentNextEventId = State.NextEventId;
    }
}
