using System.Collections.Frozen;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Protocol.Grpc;

namespace Cairn.Server.Grpc;

/// <summary>All RPCs, by path.</summary>
internal sealed class GrpcMethods
{
    private readonly FrozenDictionary<string, GrpcMethod> methods;
    private readonly FrozenSet<string> services;

    /// <summary>
    /// The RPCs of the Temporal API, answered by its two services, those for the keys of callers, and the health check.
    /// </summary>
    public GrpcMethods(
        IWorkflowService service, IOperatorService operatorService, IAccessService? access, IHealthService health)
    {
        var all = new Dictionary<string, GrpcMethod>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        Add(WorkflowServiceMethods.All, service);
        Add(OperatorServiceMethods.All, operatorService);
        if (access is not null)
        {
            Add(AccessServiceMethods.All, access);
        }

        Add(HealthServiceMethods.All, health);
        methods = all.ToFrozenDictionary(StringComparer.Ordinal);
        services = names.ToFrozenSet(StringComparer.Ordinal);

        void Add<TService>(IEnumerable<RpcMethod<TService>> declared, TService target)
        {
            foreach (var method in declared)
            {
                all.Add(method.Path, new GrpcMethod<TService>(method, target));
                names.Add(method.Service);
            }
        }
    }

    /// <summary>The name of the RPC at a path, for metrics; <c>unknown</c> if there is none.</summary>
    public string NameOf(string path) => methods.TryGetValue(path, out var method) ? method.Name : "unknown";

    /// <summary>The path of an RPC, for the name of its span; null if there is none.</summary>
    public string? PathOf(string path) => methods.ContainsKey(path) ? path : null;

    /// <summary>The RPC at a path.</summary>
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
            var service when services.Contains(service) => AbsentMethods.Why(path[(slash + 1)..])
                ?? $"unknown method {Clipped.Echo(path[(slash + 1)..])} for service {service}",
            var service => $"unknown service {Clipped.Echo(service)}",
        };
        throw new RpcException(RpcException.StatusCode.Unimplemented, text);
    }
}
