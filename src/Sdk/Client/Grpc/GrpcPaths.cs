using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Cairn.Client.Grpc;

/// <summary>The paths of a service's calls, by the members that stand for them; the descriptor names them.</summary>
internal sealed class GrpcPaths
{
    private readonly FrozenDictionary<string, string> paths;

    private GrpcPaths(FrozenDictionary<string, string> paths) => this.paths = paths;

    public string this[string member] => paths[member];

    public static GrpcPaths Of(ServiceDescriptor service) => new(service.Methods.ToFrozenDictionary(
        method => $"{method.Name}Async",
        method => $"/{service.FullName}/{method.Name}",
        StringComparer.Ordinal));
}
