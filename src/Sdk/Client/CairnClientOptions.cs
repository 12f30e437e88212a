using Cairn.Api.Enums.V1;
using Cairn.Client.Interceptors;
using Cairn.Converters;
using Cairn.Logging;
using Microsoft.Extensions.Logging;

namespace Cairn.Client;

/// <summary>The options of a client.</summary>
public class CairnClientOptions : ICloneable
{
    /// <summary>The namespace of all workflows and schedules that it uses. Default <c>default</c>.</summary>
    public string Namespace { get; set; } = "default";

    /// <summary>Converts arguments, results and failures.</summary>
    public DataConverter DataConverter { get; set; } = DataConverter.Default;

    /// <summary>
    /// The interceptors of calls, the outermost first; null means none. One that is an
    /// <see cref="Worker.Interceptors.IWorkerInterceptor"/> too also serves every worker that is made with the client,
    /// before the worker's own interceptors: do not give it to the worker again.
    /// </summary>
    public IReadOnlyCollection<IClientInterceptor>? Interceptors { get; set; }

    /// <summary>The plugins of the client and of its workers; null means none.</summary>
    public IReadOnlyCollection<ICairnClientPlugin>? Plugins { get; set; }

    /// <summary>
    /// The log of client and workers. Default: warnings and errors to the standard error stream, or the log of the host
    /// if there is one. NullLoggerFactory.Instance turns logging off.
    /// </summary>
    public ILoggerFactory LoggerFactory { get; set; } = StandardErrorLoggerFactory.Instance;

    /// <summary>In which states of a workflow its queries are rejected; null means in none.</summary>
    public QueryRejectCondition? QueryRejectCondition { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
