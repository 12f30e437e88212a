namespace Cairn.Client.Interceptors;

/// <summary>A workflow whose state is asked for.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record DescribeWorkflowInput(string Id, string? RunId, WorkflowDescribeOptions? Options);
