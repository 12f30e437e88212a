using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <inheritdoc cref="ICairnWorkerServiceOptionsBuilder"/>
public class CairnWorkerServiceOptionsBuilder(string taskQueue, IServiceCollection services)
    : ICairnWorkerServiceOptionsBuilder
{
    /// <inheritdoc/>
    public string TaskQueue { get; } = taskQueue ?? throw new ArgumentNullException(nameof(taskQueue));

    /// <inheritdoc/>
    public IServiceCollection Services { get; } = services ?? throw new ArgumentNullException(nameof(services));
}
