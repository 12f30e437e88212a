using Cairn.Engine.Executions;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// What a request sees while its partition does it. All that it decides, on any number of runs, is taken over together
/// when it ends, or not at all.
/// </summary>
/// <param name="partition">The partition.</param>
/// <param name="slot">The workflow.</param>
/// <param name="runId">The run that was asked for; null for the newest one.</param>
internal sealed class Scope(Partition partition, WorkflowSlot slot, RunId? runId)
{
    private readonly List<Change> changes = [];
    private readonly List<(CachedExecution CachedExecution, IReply Reply)> replies = [];
    private CachedExecution? touched;

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now { get; } = partition.Time.GetUtcNow();

    /// <summary>The newest run of the workflow; null if there is none, or if it is deleted.</summary>
    /// <exception cref="RpcException">Its data is damaged.</exception>
    public CachedExecution? Current => Visible(Newest);

    /// <summary>The run that was asked for; null if there is none, or if it is deleted.</summary>
    /// <exception cref="RpcException">Its data is damaged.</exception>
    public CachedExecution? Run => Visible(Kept);

    /// <summary>
    /// The run that was asked for, even if it is deleted and only stays for what it has to say to others.
    /// </summary>
    /// <exception cref="RpcException">Its data is damaged.</exception>
    public CachedExecution? Kept => runId is { } known
        ? slot.Damaged.Contains(known) ? throw Refused.Damaged(slot.KeyOf(known)) : slot.Runs.GetValueOrDefault(known)
        : Newest;

    /// <summary>What <see cref="Kept"/> is, and null if its data is damaged.</summary>
    public CachedExecution? Readable => runId is { } known ? slot.Runs.GetValueOrDefault(known) : slot.Current;

    /// <summary>The run that a decision was begun on last; null if none was.</summary>
    public ExecutionKey? Touched => touched?.State.Key;

    /// <summary>Whether the answer may leave before the decision is durable.</summary>
    public bool IsLazy { get; set; }

    /// <summary>
    /// What the request is answered with in place of its result, though what it has decided stays; null for its result.
    /// </summary>
    public RpcException? Refusal { get; set; }

    private CachedExecution? Newest =>
        slot.DamagedCurrent is { } damaged ? throw Refused.Damaged(slot.KeyOf(damaged)) : slot.Current;

    /// <summary>Begins a decision on a run.</summary>
    /// <exception cref="RpcException">It is set aside.</exception>
    public Turn Begin(CachedExecution cached) => cached is { IsSetAside: true, State.IsDeleted: false }
        ? throw Refused.IsSetAside(cached.State.Key)
        : BeginDeletion(cached);

    /// <summary>Begins the deletion of a run, though it may be set aside.</summary>
    public Turn BeginDeletion(CachedExecution cached)
    {
        touched = cached;
        return new Turn(cached.State, Now)
        {
            SearchAttributes = partition.SearchAttributes.Of(cached.State.Key.Namespace),
            BeforeRecord = partition.BeforeRecordOf(cached.State.Key),
        };
    }

    /// <summary>Ends a decision on a run; the run that follows it, if one does, begins with it.</summary>
    /// <exception cref="RpcException">It is set aside, and is not deleted by this.</exception>
    public void End(CachedExecution cached, Turn turn)
    {
        if (cached.IsSetAside && turn is { Records.Count: > 0, State.IsDeleted: false })
        {
            throw Refused.IsSetAside(cached.State.Key);
        }

        HistoryLimits.Enforce(turn);
        changes.Add(new Change(cached, turn, cached.Save(), !IsLazy, slot.Current));
        if (turn.Records.Count > 0)
        {
            cached.Apply(turn, urgent: !IsLazy);
        }

        if (turn.Successor is { } successor)
        {
            AddNewborn(successor);
        }
    }

    /// <summary>Takes a newborn execution in, as the newest run of its workflow.</summary>
    public CachedExecution AddNewborn(Turn turn)
    {
        HistoryLimits.Enforce(turn);
        var former = slot.Current;
        var cached = new CachedExecution(turn.State, version: 0, isCurrent: true);
        touched = cached;
        changes.Add(new Change(cached, turn, Before: null, IsUrgent: true, former));
        if (former is not null)
        {
            former.IsCurrent = false; // The store moves the mark when it sees the head of the new run.
        }

        cached.Apply(turn, urgent: true);
        slot.Runs[turn.State.Key.RunId] = cached;
        slot.Missing.Remove(turn.State.Key.RunId);
        slot.Current = cached;
        if (turn.Successor is { } successor)
        {
            AddNewborn(successor);
        }

        return cached;
    }

    /// <summary>Takes a run out of the store, whatever it has to say to others.</summary>
    public void Remove(CachedExecution cached) => partition.RemoveNow(cached);

    /// <summary>Does something when everything that a run shows is durable; something else if it is lost.</summary>
    public void WhenDurable(CachedExecution cached, Action then, Action<Exception> otherwise) =>
        replies.Add((cached, new CommitCallback(then, otherwise)));

    /// <summary>Hands over all that was decided.</summary>
    public void TakeOver()
    {
        foreach (var change in changes)
        {
            partition.Accept(change);
        }

        foreach (var (cached, reply) in replies)
        {
            partition.ReleaseWhenDurable(cached, reply);
        }
    }

    /// <summary>Gives up all that was decided: every run is as it was.</summary>
    public void GiveUp()
    {
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            var change = changes[i];
            if (change.Before is { } before)
            {
                change.CachedExecution.Return(before);
                continue;
            }

            slot.Runs.Remove(change.CachedExecution.State.Key.RunId);
            slot.Current = change.Former;
            if (change.Former is { } former)
            {
                former.IsCurrent = true;
            }
        }
    }

    private static CachedExecution? Visible(CachedExecution? run) => run is { State.IsDeleted: false, IsRemoved: false } ? run : null;

    /// <summary>One turn of a decision.</summary>
    /// <param name="CachedExecution">The run.</param>
    /// <param name="Turn">What it wrote.</param>
    /// <param name="Before">Where the run stood before it; null if it began the run.</param>
    /// <param name="IsUrgent">Whether it must be durable at once.</param>
    /// <param name="Former">The newest run of the workflow before it.</param>
    internal sealed record Change(
        CachedExecution CachedExecution, Turn Turn, CachedExecution.Savepoint? Before, bool IsUrgent, CachedExecution? Former);
}
