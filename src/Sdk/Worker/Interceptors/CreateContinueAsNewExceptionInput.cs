using Cairn.Api.Common.V1;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's wish to continue as new.</summary>
/// <param name="Workflow">The workflow type of the next run.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What it has otherwise than this run; null means nothing.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record CreateContinueAsNewExceptionInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    ContinueAsNewOptions? Options,
    IDictionary<string, Payload>? Headers);
