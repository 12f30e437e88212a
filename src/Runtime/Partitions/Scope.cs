using Cairn.Engine.Executions;
using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>What a request sees while its partition does it.</summary>
/// <param name="partition">The partition.</param>
/// <param name="slot">The workflow.</param>
/// <param name="runId">The run that was asked for; null for the newest one.</param>
internal sealed class Scope(Partition partition, WorkflowSlot slot, RunId? runId)
{
    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now { get; } = partition.Time.GetUtcNow();

    /// <summary>The newest run of the workflow; null if there is none, or if it is deleted.</summary>
    public Resident? Current => Visible(slot.Current);

    /// <summary>The run that was asked for; null if there is none, or if it is deleted.</summary>
    public Resident? Run => Visible(Kept);

    /// <summary>
    /// The run that was asked for, even if it is deleted and only stays for what it has to say to others.
    /// </summary>
    public Resident? Kept => runId is { } known ? slot.Runs.GetValueOrDefault(known) : slot.Current;

    /// <summary>Whether the answer may leave before the decision is durable.</summary>
    public bool IsLazy { get; set; }

    /// <summary>Begins a decision on a run.</summary>
    public Turn Begin(Resident resident) => new(resident.State, Now)
    {
        SearchAttributes = partition.SearchAttributes.Of(resident.State.Key.Namespace),
    };

    /// <summary>Ends a decision: what it wrote goes into the next batch.</summary>
    public void End(Resident resident, Turn turn) => partition.Accept(resident, turn, urgent: !IsLazy);

    /// <summary>Does something when everything that a run shows is durable; something else if it is lost.</summary>
    public void WhenDurable(Resident resident, Action then, Action<Exception> otherwise) =>
        partition.ReleaseWhenDurable(resident, new Aftermath(then, otherwise));

    /// <summary>Takes a newborn execution in, as the newest run of its workflow.</summary>
    public Resident Adopt(Turn turn) => partition.Adopt(slot, turn);

    private static Resident? Visible(Resident? run) => run is { State.IsDeleted: false } ? run : null;
}
