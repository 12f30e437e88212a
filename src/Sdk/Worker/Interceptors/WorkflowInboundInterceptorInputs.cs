using System.Reflection;
using Cairn.Api.Common.V1;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>The call of a workflow's run method.</summary>
/// <param name="Instance">The object that it is called on.</param>
/// <param name="RunMethod">The run method.</param>
/// <param name="Args">The arguments.</param>
public record ExecuteWorkflowInput(object Instance, MethodInfo RunMethod, object?[] Args);

/// <summary>The call of a workflow's signal handler.</summary>
/// <param name="Signal">The signal's name.</param>
/// <param name="Definition">The handler.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Headers">The headers received with the arguments; null means none.</param>
public record HandleSignalInput(
    string Signal,
    WorkflowSignalDefinition Definition,
    object?[] Args,
    IReadOnlyDictionary<string, Payload>? Headers);

/// <summary>The call of a workflow's query handler.</summary>
/// <param name="Id">The id of the query.</param>
/// <param name="Query">The query's name.</param>
/// <param name="Definition">The handler.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Headers">The headers received with the arguments; null means none.</param>
public record HandleQueryInput(
    string Id,
    string Query,
    WorkflowQueryDefinition Definition,
    object?[] Args,
    IReadOnlyDictionary<string, Payload>? Headers);

/// <summary>The call of a workflow's update handler.</summary>
/// <param name="Id">The id of the update.</param>
/// <param name="Update">The update's name.</param>
/// <param name="Definition">The handler.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Headers">The headers received with the arguments; null means none.</param>
public record HandleUpdateInput(
    string Id,
    string Update,
    WorkflowUpdateDefinition Definition,
    object?[] Args,
    IReadOnlyDictionary<string, Payload>? Headers);
