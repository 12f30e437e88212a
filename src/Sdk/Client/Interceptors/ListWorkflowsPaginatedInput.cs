namespace Cairn.Client.Interceptors;

/// <summary>A page of workflows that is to be listed.</summary>
/// <param name="Query">The filter; empty means all.</param>
/// <param name="NextPageToken">What the page before ended with; null means the first.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record ListWorkflowsPaginatedInput(string Query, byte[]? NextPageToken, WorkflowListPaginatedOptions? Options);
