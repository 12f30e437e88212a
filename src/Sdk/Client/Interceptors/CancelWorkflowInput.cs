namespace Cairn.Client.Interceptors;

/// <summary>A workflow that is to be cancelled.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record CancelWorkflowInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    WorkflowCancelOptions? Options);
