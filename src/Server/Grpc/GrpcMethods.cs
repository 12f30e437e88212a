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
        var calls = GrpcCalls.Of(service, operatorService, health);
        FileDescriptor[] files =
        [
            Api.WorkflowService.V1.ServiceReflection.Descriptor,
            Api.OperatorService.V1.ServiceReflection.Descriptor,
        ];
        return new(
            from method in files.SelectMany(file => file.Services.Single().Methods)
                .Append(HealthReflection.Descriptor.Services.Single().FindMethodByName("Check"))
            select KeyValuePair.Create($"/{method.Service.FullName}/{method.Name}", calls[method.InputType]));
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
}
