using Cairn.Api.Enums.V1;
using Cairn.Client.Interceptors;
using Cairn.Converters;
using Cairn.Logging;
using Microsoft.Extensions.Logging;

namespace Cairn.Client;

/// <summary>The options of a client and of its connection.</summary>
public class CairnClientConnectOptions : CairnConnectionOptions
{
    /// <summary>Creates options whose target is set later.</summary>
    public CairnClientConnectOptions()
    {
    }

    /// <summary>Creates options with a target.</summary>
    /// <param name="targetHost">Host and port.</param>
    public CairnClientConnectOptions(string targetHost)
        : base(targetHost)
    {
        ArgumentNullException.ThrowIfNull(targetHost);
    }

    /// <inheritdoc cref="CairnClientOptions.Namespace"/>
    public string Namespace { get; set; } = "default";

    /// <inheritdoc cref="CairnClientOptions.DataConverter"/>
    public DataConverter DataConverter { get; set; } = DataConverter.Default;

    /// <inheritdoc cref="CairnClientOptions.Interceptors"/>
    public IReadOnlyCollection<IClientInterceptor>? Interceptors { get; set; }

    /// <inheritdoc cref="CairnClientOptions.Plugins"/>
    public IReadOnlyCollection<ICairnClientPlugin>? Plugins { get; set; }

    /// <inheritdoc cref="CairnClientOptions.LoggerFactory"/>
    public ILoggerFactory LoggerFactory { get; set; } = StandardErrorLoggerFactory.Instance;

    /// <inheritdoc cref="CairnClientOptions.QueryRejectCondition"/>
    public QueryRejectCondition? QueryRejectCondition { get; set; }

    /// <summary>The options of the client alone.</summary>
    public CairnClientOptions ToClientOptions() => new()
    {
        Namespace = Namespace,
        DataConverter = DataConverter,
        Interceptors = Interceptors,
        Plugins = Plugins,
        LoggerFactory = LoggerFactory,
        QueryRejectCondition = QueryRejectCondition,
    };
}
