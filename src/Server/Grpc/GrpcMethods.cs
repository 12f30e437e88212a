using System.Collections.Frozen;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Protocol.Health;
using Google.Protobuf.Reflection;

namespace Cairn.Server.Grpc;

/// <summary>Every rpc that is served, by the path of its call. The service descriptors say which there are.</summary>
internal sealed class GrpcMethods
{
    private readonly FrozenDictionary<string, GrpcMethod> methods;
    private readonly FrozenSet<string> services;

    private GrpcMethods(IEnumerable<KeyValuePair<string, GrpcMethod>> methods)
    {
        this.methods = methods.ToFrozenDictionary(StringComparer.Ordinal);
        services = this.methods.Keys.Select(path => path.Split('/')[1]).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The rpcs of the Temporal API, answered by its two services, and the health check.</summary>
    public static GrpcMethods Of(
        IWorkflowService service, IOperatorService operatorService, IHealthService health)
    {
        var workflows = Api.WorkflowService.V1.ServiceReflection.Descriptor.Services.Single().Methods;
        var operators = Api.OperatorService.V1.ServiceReflection.Descriptor.Services.Single().Methods;
        var check = HealthReflection.Descriptor.Services.Single().FindMethodByName("Check");
        return new([
            .. workflows.Select(method => Make(method, service, typeof(IWorkflowService))),
            .. operators.Select(method => Make(method, operatorService, typeof(IOperatorService))),
            Make(check, health, typeof(IHealthService)),
        ]);
    }

    /// <summary>The name of the rpc of a path, for those who count; <c>unknown</c> if there is none.</summary>
    public string NameOf(string path) => methods.ContainsKey(path) ? path[(path.LastIndexOf('/') + 1)..] : "unknown";

    /// <summary>The rpc of a path.</summary>
    /// <exception cref="RpcException">There is none.</exception>
    public GrpcMethod Find(string path)
    {
        if (methods.TryGetValue(path, out var method))
        {
            return method;
        }

        var slash = path.LastIndexOf('/');
        var text = (slash > 0 ? path[1..slash] : null) switch
        {
            null => $"malformed method name: \"{Clipped.Echo(path)}\"",
            var service when services.Contains(service) =>
                $"unknown method {Clipped.Echo(path[(slash + 1)..])} for service {service}",
            var service => $"unknown service {Clipped.Echo(service)}",
        };
        throw new RpcException(RpcException.StatusCode.Unimplemented, text);
    }

    private static KeyValuePair<string, GrpcMethod> Make(MethodDescriptor method, object target, Type declaredBy)
    {
        var (request, response) = (method.InputType.ClrType, method.OutputType.ClrType);
        var call = typeof(Func<,,>).MakeGenericType(
            request, typeof(RpcContext), typeof(Task<>).MakeGenericType(response));
        var handle = declaredBy.GetMethod($"{method.Name}Async")!.CreateDelegate(call, target);
        var adapter = typeof(GrpcMethod<,>).MakeGenericType(request, response);
        var made = (GrpcMethod)Activator.CreateInstance(adapter, method.InputType.Parser, handle)!;
        return new($"/{method.Service.FullName}/{method.Name}", made);
    }
}
