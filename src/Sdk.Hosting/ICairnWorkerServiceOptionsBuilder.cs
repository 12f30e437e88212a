using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <summary>Configures a hosted worker through its extension methods.</summary>
public interface ICairnWorkerServiceOptionsBuilder
{
    /// <summary>The task queue of the worker, which is also the name of its options.</summary>
    string TaskQueue { get; }

    /// <summary>The services of the host.</summary>
    IServiceCollection Services { get; }
}
