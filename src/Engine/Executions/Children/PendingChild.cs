using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Children;

/// <summary>A child workflow that has not closed, as its parent knows it.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Initiated">The event that asked for it.</param>
/// <param name="RunId">Its first run; empty until it is started.</param>
/// <param name="StartedEventId">The event that says that it was started; 0 while that has no id.</param>
public sealed record PendingChild(ChildStatus Status, HistoryEvent Initiated, string RunId, long StartedEventId)
{
    /// <summary>Its workflow id.</summary>
    public string WorkflowId => Asked.WorkflowId;

    /// <summary>Its workflow type.</summary>
    public WorkflowType WorkflowType => Asked.WorkflowType;

    /// <summary>What becomes of it when the parent closes.</summary>
    public ParentClosePolicy ParentClosePolicy => Asked.ParentClosePolicy;

    /// <summary>What was asked for.</summary>
    public StartChildWorkflowExecutionInitiatedEventAttributes Asked =>
        Initiated.StartChildWorkflowExecutionInitiatedEventAttributes;

    /// <summary>The child as the wire names it.</summary>
    public WorkflowExecution ToWire() => new() { WorkflowId = WorkflowId, RunId = RunId };
}
