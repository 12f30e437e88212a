namespace Cairn.Client;

/// <summary>A page of a list of workflows.</summary>
/// <param name="Workflows">The workflows, in order.</param>
/// <param name="NextPageToken">The token of the next page; null means that this is the last.</param>
public record WorkflowListPage(IReadOnlyCollection<WorkflowExecution> Workflows, byte[]? NextPageToken);
