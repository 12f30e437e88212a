using Cairn.Api.Common.V1;

namespace Cairn.Client.Interceptors;

/// <summary>A question that is to be asked.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="Query">The name of the query.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="Headers">Values beside the arguments; null means none.</param>
public record QueryWorkflowInput(
    string Id,
    string? RunId,
    string Query,
    IReadOnlyCollection<object?> Args,
    WorkflowQueryOptions? Options,
    IDictionary<string, Payload>? Headers);
