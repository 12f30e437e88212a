using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>The place of one workflow id in its partition: the runs of it that are in memory.</summary>
/// <param name="workflow">The workflow id.</param>
internal sealed class WorkflowSlot(WorkflowKey workflow)
{
    /// <summary>Runs in memory.</summary>
    public Dictionary<RunId, CachedExecution> Runs { get; } = [];

    /// <summary>The newest run; null if there is none, or if it is not known yet.</summary>
    public CachedExecution? Current { get; set; }

    /// <summary>Whether <see cref="Current"/> is known.</summary>
    public bool KnowsCurrent { get; set; }

    /// <summary>Runs that the store does not have either.</summary>
    public HashSet<RunId> Missing { get; } = [];

    /// <summary>Runs whose data is damaged.</summary>
    public HashSet<RunId> Damaged { get; } = [];

    /// <summary>The newest run, if its data is damaged; otherwise null.</summary>
    public RunId? DamagedCurrent { get; set; }

    /// <summary>Whether the store is being asked.</summary>
    public bool IsLoading { get; set; }

    /// <summary>What came meanwhile, in order.</summary>
    public Queue<IInput> Waiting { get; } = new();

    /// <summary>The key of a run.</summary>
    public ExecutionKey KeyOf(RunId runId) => new(workflow.Namespace, workflow.WorkflowId, runId);
}

/// <summary>Something that a partition does on its own thread of work.</summary>
internal interface IInput
{
    /// <summary>The workflow that it is about.</summary>
    WorkflowKey Workflow { get; }

    /// <summary>The run that it is about; null for the newest one.</summary>
    RunId? RunId { get; }

    /// <summary>Does it; the run that it is about, and the newest one, are in memory if they exist.</summary>
    void Run(Partition partition, WorkflowSlot slot);

    /// <summary>It cannot be done.</summary>
    void Fail(Exception reason);
}
