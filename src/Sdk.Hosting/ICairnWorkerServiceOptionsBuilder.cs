using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <summary>Says what a worker of a host runs; the extension methods do the work.</summary>
public interface ICairnWorkerServiceOptionsBuilder
{
    /// <summary>The task queue of the worker, which is the name of its options as well.</summary>
    string TaskQueue { get; }

    /// <summary>The services of the host.</summary>
    IServiceCollection Services { get; }
}
