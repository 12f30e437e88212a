namespace Cairn.Client.Interceptors;

/// <summary>Workflows that are to be listed.</summary>
/// <param name="Query">The filter; empty means all.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record ListWorkflowsInput(string Query, WorkflowListOptions? Options);
