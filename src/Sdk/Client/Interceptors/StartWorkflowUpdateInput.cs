using Cairn.Api.Common.V1;

namespace Cairn.Client.Interceptors;

/// <summary>An update that is to be started.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Update">The name of the update.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it.</param>
/// <param name="Headers">Values beside the arguments; null means none.</param>
public record StartWorkflowUpdateInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    string Update,
    IReadOnlyCollection<object?> Args,
    WorkflowUpdateStartOptions Options,
    IDictionary<string, Payload>? Headers);
