using Cairn.Api.Enums.V1;

namespace Cairn.Client;

/// <summary>Options of a cancellation.</summary>
public class WorkflowCancelOptions : ICloneable
{
    /// <summary>
    /// Why the workflow is cancelled, for its history and its code, which reads it as
    /// <see cref="Workflows.Workflow.CancellationReason"/>; null, the default, gives no reason.
    /// </summary>
    public string? Reason { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of a count of workflows.</summary>
public class WorkflowCountOptions : ICloneable
{
    /// <summary>Options of the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of a description.</summary>
public class WorkflowDescribeOptions : ICloneable
{
    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of reading a history.</summary>
public class WorkflowHistoryEventFetchOptions : ICloneable
{
    /// <summary>True waits for events that do not exist yet, until the workflow closes. Default false.</summary>
    public bool WaitNewEvent { get; set; }

    /// <summary>All events, the default, or only the one that closed the run.</summary>
    public HistoryEventFilterType EventFilterType { get; set; } = HistoryEventFilterType.AllEvent;

    /// <summary>True skips archived histories. Default false.</summary>
    public bool SkipArchival { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of a list of workflows.</summary>
public class WorkflowListOptions : ICloneable
{
    /// <summary>The maximum number of workflows; 0, the default, means all.</summary>
    public int Limit { get; set; }

    /// <summary>Options of the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of a page of a list of workflows.</summary>
public class WorkflowListPaginatedOptions : ICloneable
{
    /// <summary>The maximum number of workflows in the page; 0, the default, means the server's choice.</summary>
    public int PageSize { get; set; }

    /// <summary>Options of the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of a query.</summary>
public class WorkflowQueryOptions : ICloneable
{
    /// <summary>In which states of the workflow the query is rejected; null means the client's default.</summary>
    public QueryRejectCondition? RejectCondition { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of a signal.</summary>
public class WorkflowSignalOptions : ICloneable
{
    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of a termination.</summary>
public class WorkflowTerminateOptions : ICloneable
{
    /// <summary>Details of the termination; null means none.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of starting an update.</summary>
public class WorkflowUpdateStartOptions : WorkflowUpdateOptions
{
    /// <summary>Creates options whose stage is set later.</summary>
    public WorkflowUpdateStartOptions()
    {
    }

    /// <summary>Creates options with the required values.</summary>
    public WorkflowUpdateStartOptions(WorkflowUpdateStage waitForStage) => WaitForStage = waitForStage;

    /// <summary>Creates options with an id.</summary>
    public WorkflowUpdateStartOptions(string id, WorkflowUpdateStage waitForStage)
        : base(id)
    {
        ArgumentNullException.ThrowIfNull(id);
        WaitForStage = waitForStage;
    }

    /// <summary>The stage at which the call ends: accepted or completed. Required.</summary>
    public WorkflowUpdateStage WaitForStage { get; set; }
}
