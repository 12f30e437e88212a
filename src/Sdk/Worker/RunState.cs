using Cairn.Sdk.Replay;
using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>A run's code with its replay machines.</summary>
internal sealed class RunState : IDisposable
{
    /// <summary>The replay machines, which match code and history.</summary>
    public WorkflowMachines Machines { get; } = new();

    /// <summary>The code; null before the first activation.</summary>
    public WorkflowInstance? Instance { get; set; }

    /// <summary>The local activities of the run; null if there has been none.</summary>
    public LocalActivityRuns? LocalActivities { get; set; }

    /// <summary>How many of the run's tasks have been delayed to see whether its code left its thread.</summary>
    public int HeldTasks { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        LocalActivities?.Dispose();
        Instance?.Dispose();
    }
}
