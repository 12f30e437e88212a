using Cairn.Embedded;
using Cairn.Extensions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an engine to the services of a host.</summary>
public static class CairnServiceCollectionExtensions
{
    /// <summary>
    /// Runs an engine inside the host, and adds its client as <see cref="Cairn.Client.ICairnClient"/>. Workers are
    /// added by <see cref="CairnHostingServiceCollectionExtensions.AddCairnWorker"/>; the engine starts before all
    /// services of the host, and ends after them.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">
    /// The options of the engine; null means the defaults. What they leave at its default comes from the configuration:
    /// from the section <c>Cairn:Engine</c> (DatabasePath, Namespace), or else from <c>ConnectionStrings:cairn</c> as
    /// <c>Data Source=cairn.db</c>. It logs to the host's log, unless the options have a logger factory.
    /// </param>
    /// <exception cref="InvalidOperationException">The host has an engine or a client already.</exception>
    public static IServiceCollection AddCairn(this IServiceCollection services, CairnEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(Cairn.Client.ICairnClient)))
        {
            throw new InvalidOperationException(
                "The host has a Cairn client already: an engine brings its own. Call AddCairn once, and "
                + "AddKeyedCairnClient instead of AddCairnClient.");
        }

        var chosen = options ?? new();
        services.AddSingleton<EngineInHost>();
        services.CheckSections();
        services.AddSingleton(provider => new HostedEngine(() => EngineSettings.Complete(
            chosen with
            {
                LoggerFactory = chosen.LoggerFactory ?? provider.GetService<ILoggerFactory>(),
                Interceptors = HostTracing.Add(provider, chosen.Interceptors),
            },
            provider.GetService<IConfiguration>())));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<HostedEngine>());
        services.AddTransient(provider => provider.GetRequiredService<HostedEngine>().Engine.Client);
        return services;
    }
}
