using System.Diagnostics.CodeAnalysis;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Cairn.Extensions.Hosting.Configuration;
using Cairn.Extensions.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Registers clients and workers as services of a host. Their options are read from the configuration of the host
/// first, so that code has the last word, and are checked when the host starts.
/// </summary>
public static class CairnHostingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ICairnClient"/>, unless there is one; it connects when it is first used, and closes with the
    /// host. Its options come from <c>ConnectionStrings:cairn</c>, then from the section <c>Cairn:Client</c>, then from
    /// code; if none of them names a server, from Temporal's environment variables and profile.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="clientTargetHost">Host and port; null if the options set it later.</param>
    /// <param name="clientNamespace">The namespace; null means the default.</param>
    /// <returns>The options builder of the client.</returns>
    /// <exception cref="InvalidOperationException">The host has an engine, whose client it uses.</exception>
    public static OptionsBuilder<CairnClientConnectOptions> AddCairnClient(
        this IServiceCollection services, string? clientTargetHost = null, string? clientNamespace = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(EngineInHost)))
        {
            throw new InvalidOperationException(
                "The host has an engine, whose client is ICairnClient already: call AddKeyedCairnClient for the client "
                + "of a server, or leave AddCairn out.");
        }

        services.TryAddSingleton<ICairnClient>(
            static provider => provider.GetRequiredService<HostClients>().Get(Options.Options.DefaultName));
        return services.ClientOptions(Options.Options.DefaultName, clientTargetHost, clientNamespace);
    }

    /// <summary>Adds <see cref="ICairnClient"/>, unless there is one; it connects when it is first used.</summary>
    /// <exception cref="InvalidOperationException">The host has an engine, whose client it uses.</exception>
    public static IServiceCollection AddCairnClient(
        this IServiceCollection services, Action<CairnClientConnectOptions> configureClient)
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        services.AddCairnClient().Configure(configureClient);
        return services;
    }

    /// <summary>
    /// Adds an <see cref="ICairnClient"/> with a key, for a host that has more than one:
    /// <c>[FromKeyedServices("eu")]</c> injects it, and <see cref="CairnWorkerServiceOptions.ClientKey"/> lets a worker
    /// use it. Its options come from <c>ConnectionStrings:KEY</c>, then from the section <c>Cairn:Clients:KEY</c>, then
    /// from code; if none of them names a server, from Temporal's environment variables and profile.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is also the name of its options.</param>
    /// <param name="clientTargetHost">Host and port; null if the options set it later.</param>
    /// <param name="clientNamespace">The namespace; null means the default.</param>
    /// <returns>The options builder of the client.</returns>
    public static OptionsBuilder<CairnClientConnectOptions> AddKeyedCairnClient(
        this IServiceCollection services, string key, string? clientTargetHost = null, string? clientNamespace = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        services.TryAddKeyedSingleton<ICairnClient>(
            key, (provider, _) => provider.GetRequiredService<HostClients>().Get(key));
        return services.ClientOptions(key, clientTargetHost, clientNamespace);
    }

    /// <summary>
    /// Adds a worker, which runs as long as the host. It uses the host's <see cref="ICairnClient"/>, unless its options
    /// name another one. They come from the section <c>Cairn:Workers:QUEUE</c>, then from code.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="taskQueue">The task queue that it polls; a second call with it adds to the same worker.</param>
    public static ICairnWorkerServiceOptionsBuilder AddCairnWorker(this IServiceCollection services, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(taskQueue);
        var worker = new HostWorker(taskQueue);
        if (!services.Any(service => worker.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(worker);
            services.TryAddSingleton<WorkerDrain>();
            services.AddSingleton<IHostedService>(provider => new CairnWorkerService(provider, taskQueue));
            services.AddFirst<IConfigureOptions<CairnWorkerServiceOptions>, WorkerOptionsSetup>();
            services.AddFirst<IValidateOptions<CairnWorkerServiceOptions>, WorkerOptionsSetup>();
            services.AddOptions<CairnWorkerServiceOptions>(taskQueue).ValidateOnStart();
            services.CheckSections();
        }

        return new CairnWorkerServiceOptionsBuilder(taskQueue, services);
    }

    /// <summary>The same as <see cref="AddCairnWorker"/>, by the name that Temporal's extension has for it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="taskQueue">The task queue that it polls; a second call with it adds to the same worker.</param>
    public static ICairnWorkerServiceOptionsBuilder AddHostedCairnWorker(
        this IServiceCollection services, string taskQueue) => services.AddCairnWorker(taskQueue);

    /// <summary>Adds a worker with a client of its own.</summary>
    /// <param name="services">The services.</param>
    /// <param name="clientTargetHost">Host and port.</param>
    /// <param name="clientNamespace">The namespace.</param>
    /// <param name="taskQueue">The task queue that it polls.</param>
    /// <exception cref="InvalidOperationException">
    /// The host has a worker with options for the task queue already, which may have another client.
    /// </exception>
    public static ICairnWorkerServiceOptionsBuilder AddHostedCairnWorker(
        this IServiceCollection services, string clientTargetHost, string clientNamespace, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(clientTargetHost);
        ArgumentNullException.ThrowIfNull(clientNamespace);
        return services.AddCairnWorker(taskQueue).ConfigureOptions(
            options => options.ClientOptions = new(clientTargetHost) { Namespace = clientNamespace },
            disallowDuplicates: true);
    }

    /// <summary>
    /// Traces what all clients and workers of the host do, the engine's too, by a <see cref="TracingInterceptor"/>.
    /// OpenTelemetry collects the spans by <c>AddSource("Cairn.Client", "Cairn.Worker")</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The names that traces use; null, the default, means those of Temporal's SDKs.</param>
    public static IServiceCollection AddCairnTracing(
        this IServiceCollection services, TracingInterceptorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(new TracingInterceptor(options));
        return services;
    }

    /// <summary>Lets the host check the shape of its section Cairn when it starts.</summary>
    internal static void CheckSections(this IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HostSections>, HostSectionsCheck>());
        services.AddOptions<HostSections>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, UnusedSections>());
    }

    private static OptionsBuilder<CairnClientConnectOptions> ClientOptions(
        this IServiceCollection services, string name, string? targetHost, string? @namespace)
    {
        services.TryAddSingleton<HostClients>();
        services.CheckSections();
        var client = new HostClient(name);
        if (!services.Any(service => client.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(client);
        }

        services.AddFirst<IConfigureOptions<CairnClientConnectOptions>, ClientOptionsSetup>();
        services.AddFirst<IPostConfigureOptions<CairnClientConnectOptions>, ClientOptionsSetup>();
        services.AddFirst<IValidateOptions<CairnClientConnectOptions>, ClientOptionsSetup>();
        return services.AddOptions<CairnClientConnectOptions>(name)
            .Configure(options =>
            {
                options.TargetHost = targetHost ?? options.TargetHost;
                options.Namespace = @namespace ?? options.Namespace;
            })
            .ValidateOnStart();
    }

    // Before what code configures, in whatever order the calls come: code has the last word.
    private static void AddFirst<
        TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSetup>(
        this IServiceCollection services)
        where TService : class
        where TSetup : class, TService
    {
        if (!services.Any(service =>
            service.ServiceType == typeof(TService) && service.ImplementationType == typeof(TSetup)))
        {
            services.Insert(0, ServiceDescriptor.Singleton<TService, TSetup>());
        }
    }
}
