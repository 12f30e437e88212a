using Cairn.Engine.Executions;
using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>Why an execution wakes without a request.</summary>
internal enum Attention
{
    /// <summary>Its time has come.</summary>
    Time,

    /// <summary>Its partition discarded its memory and loads it again.</summary>
    Reset,

    /// <summary>Its node has started.</summary>
    Restart,
}

/// <summary>
/// Fires the due timers of an execution; after a reset or a restart it also offers waiting tasks to workers again.
/// </summary>
/// <param name="key">The execution.</param>
/// <param name="attention">Why it wakes.</param>
internal sealed class WakeUp(ExecutionKey key, Attention attention) : IInput
{
    /// <summary>The execution.</summary>
    public ExecutionKey Key => key;

    /// <summary>Why it wakes.</summary>
    public Attention Attention => attention;

    /// <inheritdoc/>
    public WorkflowKey Workflow => WorkflowKey.Of(key);

    /// <inheritdoc/>
    public RunId? RunId => key.RunId;

    /// <inheritdoc/>
    public void Run(Partition partition, WorkflowSlot slot)
    {
        var scope = new Scope(partition, slot, key.RunId);
        if (scope.Readable is not { } cached || cached is { IsSetAside: true, State.IsDeleted: false })
        {
            return;
        }

        try
        {
            Decide(scope, cached, partition.WorkersAreInProcess);
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            scope.Undo();
            partition.Fail($"{nameof(WakeUp)} ({attention})", key, caught);
            return;
        }

        scope.Apply();
        partition.Rearm(cached);
        partition.RemoveIfOver(cached);
    }

    private void Decide(Scope scope, CachedExecution cached, bool workersAreInProcess)
    {
        if (attention != Attention.Time)
        {
            var offers = scope.Begin(cached);
            Wake.Recover(offers, attention == Attention.Restart && workersAreInProcess);
            scope.End(cached, offers);
        }

        var turn = scope.Begin(cached);
        Wake.Decide(turn);
        scope.End(cached, turn);
    }

    /// <inheritdoc/>
    public void Fail(Exception reason)
    {
        // No caller waits for it: the execution stays due, and its partition finds it again.
    }
}
