using Cairn.Client;
using Cairn.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>Reads the section of each worker of a host, and refuses what cannot work when the host starts.</summary>
/// <param name="provider">The services of the host.</param>
internal sealed class WorkerOptionsSetup(IServiceProvider provider)
    : IConfigureNamedOptions<CairnWorkerServiceOptions>, IValidateOptions<CairnWorkerServiceOptions>
{
    private readonly IConfiguration? configuration = provider.GetService<IConfiguration>();

    /// <inheritdoc/>
    public void Configure(CairnWorkerServiceOptions options) => Configure(Options.DefaultName, options);

    /// <inheritdoc/>
    public void Configure(string? name, CairnWorkerServiceOptions options)
    {
        if (configuration is not null && !string.IsNullOrEmpty(name))
        {
            WorkerSettings.Table.Apply(configuration.GetSection(WorkerSettings.Section(name)), options);
        }
    }

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CairnWorkerServiceOptions options) => OptionErrors.Check(
        configuration, WorkerSettings.Section(name ?? Options.DefaultName), () =>
        {
            CheckClient(options, name);
            if (!HasPlugins(options))
            {
                var copy = (CairnWorkerOptions)options.Clone();
                copy.TaskQueue = name;
                WorkerOptionsCheck.Check(copy);
            }
        });

    private void CheckClient(CairnWorkerServiceOptions options, string? name)
    {
        var services = provider.GetService<IServiceProviderIsKeyedService>();
        if (options.ClientOptions is not null)
        {
            Refuse(
                options.ClientKey is not null,
                $"ClientKey is {options.ClientKey}, but ClientOptions are set too: the worker has one client",
                nameof(options.ClientKey));
        }
        else if (options.ClientKey is { } key)
        {
            Refuse(
                services?.IsKeyedService(typeof(ICairnClient), key) == false,
                $"ClientKey is {key}, but the host has no such client: call AddKeyedCairnClient(\"{key}\")",
                nameof(options.ClientKey));
        }
        else
        {
            Refuse(
                services?.IsService(typeof(ICairnClient)) == false,
                $"The worker of task queue {name} has no client: call AddCairnClient, or set ClientOptions",
                null);
        }
    }

    private static void Refuse(bool isWrong, string message, string? option)
    {
        if (isWrong)
        {
            throw new ArgumentException(message, option);
        }
    }

    // Plugins may still add workflows and activities, when the worker is made; it checks its options then.
    private bool HasPlugins(CairnWorkerServiceOptions options) =>
        options.Plugins is { Count: > 0 }
        || (options.ClientOptions
            ?? provider.GetService<IOptionsMonitor<CairnClientConnectOptions>>()?.Get(options.ClientKey))?
            .Plugins is { Count: > 0 };
}
