using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>The runs of one workflow id that are in memory.</summary>
/// <param name="workflow">The workflow id.</param>
internal sealed class WorkflowSlot(WorkflowKey workflow)
{
    /// <summary>Runs in memory.</summary>
    public Dictionary<RunId, CachedExecution> Runs { get; } = [];

    /// <summary>The newest run; null if there is none or it is not known yet.</summary>
    public CachedExecution? Current { get; set; }

    /// <summary>Whether <see cref="Current"/> is known.</summary>
    public bool KnowsCurrent { get; set; }

    /// <summary>Runs that are not in the store either.</summary>
    public HashSet<RunId> Missing { get; } = [];

    /// <summary>Runs whose data is damaged.</summary>
    public HashSet<RunId> Damaged { get; } = [];

    /// <summary>The newest run, if its data is damaged; otherwise null.</summary>
    public RunId? DamagedCurrent { get; set; }

    /// <summary>Whether the store is being read.</summary>
    public bool IsLoading { get; set; }

    /// <summary>The inputs that wait for the load, in order.</summary>
    public Queue<IInput> Waiting { get; } = new();

    /// <summary>The key of a run.</summary>
    public ExecutionKey KeyOf(RunId runId) => new(workflow.Namespace, workflow.WorkflowId, runId);
}

/// <summary>A request or an event that a partition processes in order, on its scheduler.</summary>
internal interface IInput
{
    /// <summary>The workflow that it concerns.</summary>
    WorkflowKey Workflow { get; }

    /// <summary>The run that it concerns; null for the newest one.</summary>
    RunId? RunId { get; }

    /// <summary>Processes it; the run that it concerns and the newest run are in memory if they exist.</summary>
    void Run(Partition partition, WorkflowSlot slot);

    /// <summary>Fails it with an error.</summary>
    void Fail(Exception reason);
}
