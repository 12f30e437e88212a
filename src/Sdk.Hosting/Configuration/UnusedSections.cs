using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>
/// Warns of sections of workers and clients that the host does not have: their settings would be without effect,
/// because of a misspelled task queue for instance. It is no error, because programs may share a configuration.
/// </summary>
/// <param name="provider">The services of the host.</param>
internal sealed partial class UnusedSections(IServiceProvider provider) : IHostedService
{
    private readonly ILogger? logger = provider.GetService<ILogger<UnusedSections>>();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (logger is null)
        {
            return Task.CompletedTask;
        }

        Warn(
            HostSections.Workers,
            "worker of task queue",
            [.. provider.GetServices<HostWorker>().Select(worker => worker.TaskQueue)]);
        Warn(
            HostSections.Clients,
            "client with key",
            [.. provider.GetServices<HostClient>().Select(client => client.Name).Where(name => name.Length > 0)]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Warn(string parent, string kind, string[] names)
    {
        var sections = provider.GetService<IConfiguration>()?.GetSection(parent).GetChildren() ?? [];
        foreach (var section in sections.Where(section => !names.Any(name => IsOf(section.Key, name))))
        {
            var others = names.Length == 0 ? "none at all" : $"only {string.Join(", ", names)}";
            LogUnused(logger!, section.Path, kind, section.Key, others);
        }
    }

    // A colon in the name of a queue makes sections within the section.
    private static bool IsOf(string key, string name) =>
        $"{name}:".StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(
        4003,
        LogLevel.Warning,
        "The settings in {Section} are without effect: this host has no {Kind} {Name}, {Others}.")]
    private static partial void LogUnused(ILogger logger, string section, string kind, string name, string others);
}
