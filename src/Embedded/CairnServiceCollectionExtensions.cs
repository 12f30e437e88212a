using Cairn.Embedded;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an engine to the services of a host.</summary>
public static class CairnServiceCollectionExtensions
{
    /// <summary>
    /// Runs an engine inside the host, and adds its client as <see cref="Cairn.Client.ICairnClient"/>. Workers are
    /// added by <see cref="CairnHostingServiceCollectionExtensions"/>; all of them stop before the engine does.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">
    /// The options of the engine; null means the defaults. It logs to the host's log, unless the options have a logger
    /// factory.
    /// </param>
    /// <exception cref="InvalidOperationException">The host has an engine or a client already.</exception>
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
