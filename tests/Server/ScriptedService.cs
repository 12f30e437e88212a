using System.Reflection;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;

namespace Cairn.Tests.Server;

/// <summary>A service that does what a test says where the server asks for the server's abilities.</summary>
public class ScriptedService : DispatchProxy
{
    private Func<RpcContext, Task<GetSystemInfoResponse>> answer = null!;

    /// <summary>What stands for a service that no test calls.</summary>
    public static IOperatorService Silent { get; } = Create<IOperatorService, ScriptedService>();

    /// <summary>What stands for a health check that no test calls.</summary>
    public static IHealthService Healthy { get; } = Create<IHealthService, ScriptedService>();

    public static IWorkflowService Answering(Func<RpcContext, Task<GetSystemInfoResponse>> answer)
    {
        var service = Create<IWorkflowService, ScriptedService>();
        ((ScriptedService)(object)service).answer = answer;
        return service;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => answer((RpcContext)args![1]!);
}
