using Cairn.Engine.Executions;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// The view of a request on one workflow. All its decisions, on any number of runs, are applied together when it ends,
/// or not at all.
/// </summary>
/// <param name="partition">The partition.</param>
/// <param name="slot">The workflow.</param>
/// <param name="runId">The requested run; null for the newest one.</param>
internal sealed class Scope(Partition partition, WorkflowSlot slot, RunId? runId)
{
    private readonly List<Change> changes = [];
    private readonly List<(CachedExecution Run, IReply Reply)> replies = [];
    private CachedExecution? touched;

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now { get; } = partition.Time.GetUtcNow();

    /// <summary>The newest run of the workflow; null if there is none or it is deleted.</summary>
    /// <exception cref="RpcException">Its data is damaged.</exception>
    public CachedExecution? Current => Visible(Newest);

    /// <summary>The requested run; null if there is none or it is deleted.</summary>
    /// <exception cref="RpcException">Its data is damaged.</exception>
    public CachedExecution? Run => Visible(RunEvenIfDeleted);

    /// <summary>
    /// The requested run, including a deleted run that still has messages to deliver; null if there is none.
    /// </summary>
    /// <exception cref="RpcException">Its data is damaged.</exception>
    public CachedExecution? RunEvenIfDeleted => runId is { } known
        ? slot.Damaged.Contains(known) ? throw Refused.Damaged(slot.KeyOf(known)) : slot.Runs.GetValueOrDefault(known)
        : Newest;

    /// <summary>The same as <see cref="RunEvenIfDeleted"/>, but null if its data is damaged.</summary>
    public CachedExecution? Readable => runId is { } known ? slot.Runs.GetValueOrDefault(known) : slot.Current;

    /// <summary>The run of the latest decision; null if there is none.</summary>
    public ExecutionKey? Touched => touched?.State.Key;

    /// <summary>Whether the answer may be released before the decision is durable.</summary>
    public bool IsLazy { get; set; }

    /// <summary>An error that replaces the result, although the decisions stay; null answers with the result.</summary>
    public RpcException? Refusal { get; set; }

    private CachedExecution? Newest =>
        slot.DamagedCurrent is { } damaged ? throw Refused.Damaged(slot.KeyOf(damaged)) : slot.Current;

    /// <summary>Starts a decision on a run.</summary>
    /// <exception cref="RpcException">The run is set aside.</exception>
    public Turn Begin(CachedExecution cached) => cached is { IsSetAside: true, State.IsDeleted: false }
        ? throw Refused.IsSetAside(cached.State.Key)
        : BeginDeletion(cached);

    /// <summary>Starts the deletion of a run, even if it is set aside.</summary>
    public Turn BeginDeletion(CachedExecution cached)
    {
        touched = cached;
        return new Turn(cached.State, Now)
        {
            SearchAttributes = partition.SearchAttributes.Of(cached.State.Key.Namespace),
            BeforeRecord = partition.BeforeRecordOf(cached.State.Key),
        };
    }

    /// <summary>Ends a decision on a run; if another run follows it, that run begins.</summary>
    /// <exception cref="RpcException">The run is set aside, and the decision does not delete it.</exception>
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
            AddNewRun(successor);
        }
    }

    /// <summary>Adds a new execution, as the newest run of its workflow.</summary>
    public CachedExecution AddNewRun(Turn turn)
    {
        HistoryLimits.Enforce(turn);
        var former = slot.Current;
        var cached = new CachedExecution(turn.State, version: 0, isCurrent: true);
        touched = cached;
        changes.Add(new Change(cached, turn, Before: null, IsUrgent: true, former));
        if (former is not null)
        {
            former.IsCurrent = false; // The store updates the former run when it receives the head of the new one.
        }

        cached.Apply(turn, urgent: true);
        slot.Runs[turn.State.Key.RunId] = cached;
        slot.Missing.Remove(turn.State.Key.RunId);
        slot.Current = cached;
        if (turn.Successor is { } successor)
        {
            AddNewRun(successor);
        }

        return cached;
    }

    /// <summary>Deletes a run from the store even if other workflows were not notified.</summary>
    public void Remove(CachedExecution cached) => partition.RemoveNow(cached);

    /// <summary>
    /// Calls an action when all visible changes of a run are durable, or another one if they are lost.
    /// </summary>
    public void WhenDurable(CachedExecution cached, Action then, Action<Exception> otherwise) =>
        replies.Add((cached, new CommitCallback(then, otherwise)));

    /// <summary>Applies all decisions.</summary>
    public void Apply()
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

    /// <summary>Undoes all decisions.</summary>
    public void Undo()
    {
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            var change = changes[i];
            if (change.Before is { } before)
            {
                change.Run.Return(before);
                continue;
            }

            slot.Runs.Remove(change.Run.State.Key.RunId);
            slot.Current = change.Former;
            if (change.Former is { } former)
            {
                former.IsCurrent = true;
            }
        }
    }

    private static CachedExecution? Visible(CachedExecution? run) =>
        run is { State.IsDeleted: false, IsRemoved: false } ? run : null;

    /// <summary>A change of one run.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Turn">What the decision wrote.</param>
    /// <param name="Before">The run's state before it; null if it began the run.</param>
    /// <param name="IsUrgent">Whether a caller waits for it to be durable.</param>
    /// <param name="Former">The newest run of the workflow before it; null if there was none.</param>
    internal sealed record Change(
        CachedExecution Run, Turn Turn, CachedExecution.Savepoint? Before, bool IsUrgent, CachedExecution? Former);
}
