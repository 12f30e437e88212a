using Cairn.Client.Interceptors;
using Cairn.Extensions.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <summary>Gives the clients of a host its tracing, if it has one.</summary>
internal static class HostTracing
{
    /// <summary>The interceptors of a client, and the host's tracing before them.</summary>
    public static IReadOnlyCollection<IClientInterceptor>? Add(
        IServiceProvider provider, IReadOnlyCollection<IClientInterceptor>? interceptors) =>
        provider.GetService<TracingInterceptor>() is not { } tracing
            || interceptors?.Any(each => each is TracingInterceptor) == true
            ? interceptors
            : [tracing, .. interceptors ?? []];
}
