using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <inheritdoc cref="ICairnWorkerServiceOptionsBuilder"/>
public sealed class CairnWorkerServiceOptionsBuilder(string taskQueue, IServiceCollection services)
    : ICairnWorkerServiceOptionsBuilder
{
    /// <inheritdoc/>
    public string TaskQueue => taskQueue;

    /// <inheritdoc/>
    public IServiceCollection Services => services;
}
