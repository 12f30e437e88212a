using System.Reflection;

namespace Cairn.Worker.Interceptors;

/// <summary>The call of a workflow's run method.</summary>
/// <param name="Instance">The object that it is called on.</param>
/// <param name="RunMethod">The run method.</param>
/// <param name="Args">The arguments.</param>
public record ExecuteWorkflowInput(object Instance, MethodInfo RunMethod, object?[] Args);
