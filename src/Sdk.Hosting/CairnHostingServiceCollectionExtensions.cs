using Cairn.Client;
using Cairn.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients and workers as services of a host.</summary>
public static class CairnHostingServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ICairnClient"/>, unless there is one; it connects when it is first used.</summary>
    /// <param name="services">The services.</param>
    /// <param name="clientTargetHost">Host and port; null if the options set it later.</param>
    /// <param name="clientNamespace">The namespace; null means the default.</param>
    /// <returns>The options builder of the client.</returns>
    public static OptionsBuilder<CairnClientConnectOptions> AddCairnClient(
        this IServiceCollection services, string? clientTargetHost = null, string? clientNamespace = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<ICairnClient>(provider =>
            CairnClient.CreateLazy(provider.GetRequiredService<IOptions<CairnClientConnectOptions>>().Value));
        var builder = services.AddOptions<CairnClientConnectOptions>()
            .Configure<IServiceProvider>((options, provider) =>
            {
                if (provider.GetService<ILoggerFactory>() is { } loggerFactory)
                {
                    options.LoggerFactory = loggerFactory;
                }
            });
        return builder.Configure(options =>
        {
            options.TargetHost = clientTargetHost ?? options.TargetHost;
            options.Namespace = clientNamespace ?? options.Namespace;
        });
    }

    /// <summary>Adds <see cref="ICairnClient"/>, unless there is one; it connects when it is first used.</summary>
    public static IServiceCollection AddCairnClient(
        this IServiceCollection services, Action<CairnClientConnectOptions> configureClient)
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        services.AddCairnClient().Configure(configureClient);
        return services;
    }

    /// <summary>Adds a worker that uses the host's <see cref="ICairnClient"/> and runs as long as the host.</summary>
    /// <param name="services">The services.</param>
    /// <param name="taskQueue">The task queue that it polls; a second call with it adds to the same worker.</param>
    public static ICairnWorkerServiceOptionsBuilder AddHostedCairnWorker(
        this IServiceCollection services, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(taskQueue);
        var worker = new WorkerOf(taskQueue);
        if (!services.Any(service => worker.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(worker);
            services.AddSingleton<IHostedService>(provider => new CairnWorkerService(provider, taskQueue));
        }

        return new CairnWorkerServiceOptionsBuilder(taskQueue, services);
    }

    /// <summary>Adds a worker with a client of its own.</summary>
    /// <param name="services">The services.</param>
    /// <param name="clientTargetHost">Host and port.</param>
    /// <param name="clientNamespace">The namespace.</param>
    /// <param name="taskQueue">The task queue that it polls; a second call with it adds to the same worker.</param>
    public static ICairnWorkerServiceOptionsBuilder AddHostedCairnWorker(
        this IServiceCollection services, string clientTargetHost, string clientNamespace, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(clientTargetHost);
        ArgumentNullException.ThrowIfNull(clientNamespace);
        return services.AddHostedCairnWorker(taskQueue).ConfigureOptions(options =>
            options.ClientOptions = new(clientTargetHost) { Namespace = clientNamespace });
    }

    /// <summary>Marks that a worker for the task queue has been added.</summary>
    private sealed record WorkerOf(string TaskQueue);
}
