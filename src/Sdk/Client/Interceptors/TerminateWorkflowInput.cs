namespace Cairn.Client.Interceptors;

/// <summary>A workflow that is to be terminated.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Reason">Why; null means nothing is said.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record TerminateWorkflowInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    string? Reason,
    WorkflowTerminateOptions? Options);
