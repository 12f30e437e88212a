using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Children;

/// <summary>A child workflow that has not closed, as its parent knows it.</summary>
/// <param name="Status">The status of the child.</param>
/// <param name="Initiated">The event that requested it.</param>
/// <param name="RunId">The id of its first run; empty until it is started.</param>
/// <param name="StartedEventId">The started event; 0 while it has no id.</param>
public sealed record PendingChild(ChildStatus Status, HistoryEvent Initiated, string RunId, long StartedEventId)
{
    /// <summary>Its workflow id.</summary>
    public string WorkflowId => Asked.WorkflowId;

    /// <summary>Its workflow type.</summary>
    public WorkflowType WorkflowType => Asked.WorkflowType;

    /// <summary>What happens to it when the parent closes.</summary>
    public ParentClosePolicy ParentClosePolicy => Asked.ParentClosePolicy;

    /// <summary>The attributes of the event that requested it.</summary>
    public StartChildWorkflowExecutionInitiatedEventAttributes Asked =>
        Initiated.StartChildWorkflowExecutionInitiatedEventAttributes;

    /// <summary>The child in wire format.</summary>
    public WorkflowExecution ToWire() => new() { WorkflowId = WorkflowId, RunId = RunId };
}
