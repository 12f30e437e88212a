using Cairn.Api.Common.V1;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>The call of a workflow's query handler.</summary>
/// <param name="Id">Names this one among all.</param>
/// <param name="Query">The query's name.</param>
/// <param name="Definition">The handler.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Headers">What came beside the arguments; null means nothing.</param>
public record HandleQueryInput(
    string Id,
    string Query,
    WorkflowQueryDefinition Definition,
    object?[] Args,
    IReadOnlyDictionary<string, Payload>? Headers);
