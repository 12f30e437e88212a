using Cairn.Embedded;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The engine as a service of a host.</summary>
public static class CairnServiceCollectionExtensions
{
    /// <summary>
    /// Runs an engine inside the host, and adds its client as <see cref="Cairn.Client.ICairnClient"/>. Workers are
    /// added by <see cref="CairnHostingServiceCollectionExtensions"/>; all of them end before the engine does.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">What the engine is made with; null means the defaults. Without a log of its own, it
    /// logs where the host does.</param>
    /// <exception cref="InvalidOperationException">There is an engine or a client already.</exception>
    public static IServiceCollection AddCairn(this IServiceCollection services, CairnEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(Cairn.Client.ICairnClient)))
        {
            throw new InvalidOperationException("The host has a Cairn client already.");
        }

        var chosen = options ?? new();
        services.AddSingleton(provider => new HostedEngine(
            chosen with { LoggerFactory = chosen.LoggerFactory ?? provider.GetService<ILoggerFactory>() }));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<HostedEngine>());
        services.AddTransient(provider => provider.GetRequiredService<HostedEngine>().Engine.Client);
        return services;
    }
}
