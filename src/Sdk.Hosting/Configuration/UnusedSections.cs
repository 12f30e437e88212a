using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>
/// Warns of sections of workers that the host does not have: their settings would be without effect, because of a
/// misspelled task queue for instance. It is no error, because programs may share a configuration.
/// </summary>
/// <param name="provider">The services of the host.</param>
internal sealed partial class UnusedSections(IServiceProvider provider) : IHostedService
{
    private const string Workers = "Cairn:Workers";

    private readonly ILogger? logger = provider.GetService<ILogger<UnusedSections>>();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (logger is null)
        {
            return Task.CompletedTask;
        }

        var queues = provider.GetServices<HostWorker>().Select(worker => worker.TaskQueue).ToArray();
        var sections = provider.GetService<IConfiguration>()?.GetSection(Workers).GetChildren() ?? [];
        foreach (var section in sections.Where(section => !queues.Any(queue => IsOf(section.Key, queue))))
        {
            LogUnused(logger, section.Path, section.Key, string.Join(", ", queues));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A colon in the name of a queue makes sections within the section.
    private static bool IsOf(string key, string queue) =>
        $"{queue}:".StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(
        4003,
        LogLevel.Warning,
        "The settings in {Section} are without effect: this host has no worker of task queue {TaskQueue}, only of "
        + "{TaskQueues}.")]
    private static partial void LogUnused(ILogger logger, string section, string taskQueue, string taskQueues);
}
