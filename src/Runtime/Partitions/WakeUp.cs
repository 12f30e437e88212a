using Cairn.Engine.Executions;
using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>The time of an execution has come, or it is looked at for the first time after a restart.</summary>
/// <param name="key">The execution.</param>
/// <param name="recover">Whether what waits for workers is to be offered again.</param>
internal sealed class WakeUp(ExecutionKey key, bool recover) : IInput
{
    /// <inheritdoc/>
    public WorkflowKey Workflow => WorkflowKey.Of(key);

    /// <inheritdoc/>
    public RunId? RunId => key.RunId;

    /// <inheritdoc/>
    public void Run(Partition partition, WorkflowSlot slot)
    {
        var scope = new Scope(partition, slot, key.RunId);
        if (scope.Run is not { } resident)
        {
            return;
        }

        if (recover)
        {
            var offers = scope.Begin(resident);
            Wake.Recover(offers);
            scope.End(resident, offers);
        }

        resident.Timer = null;
        var turn = scope.Begin(resident);
        Wake.Decide(turn);
        scope.End(resident, turn);
        partition.Rearm(resident);
    }

    /// <inheritdoc/>
    public void Lose(Exception reason)
    {
        // Nobody waits for it: whoever starts the partition again finds the execution due again.
    }
}
