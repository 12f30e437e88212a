using Cairn.Converters;
using Microsoft.Extensions.Logging;

namespace Cairn.Embedded;

/// <summary>What an engine inside a process is made with.</summary>
public sealed record CairnEngineOptions
{
    /// <summary>
    /// The SQLite file that keeps everything; it is made if it is not there. Null, the default, keeps everything in
    /// memory, so that it ends with the process.
    /// </summary>
    public string? DatabasePath { get; init; }

    /// <summary>The namespace of <see cref="CairnEngine.Client"/>. Default <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>What converts arguments, results and failures.</summary>
    public DataConverter DataConverter { get; init; } = DataConverter.Default;

    /// <summary>
    /// Where engine, client and workers log. Null, the default, means the log of the host, and nowhere without a host.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
