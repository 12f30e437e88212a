using Cairn.Client.Interceptors;
using Cairn.Converters;
using Cairn.Engine;
using Cairn.Engine.Rules;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Embedded;

/// <summary>The options of an engine inside a process.</summary>
public sealed record CairnEngineOptions
{
    /// <summary>
    /// The SQLite file of the database. It is created if it does not exist; its folder must exist. Default: null, which
    /// keeps everything in memory until the process ends.
    /// </summary>
    public string? DatabasePath { get; init; }

    /// <summary>
    /// The store of the engine, for storage other than a SQLite file; <see cref="DatabasePath"/> must be null then. The
    /// caller opens it and disposes it after the engine; no other engine may use it until then. Default: null, which
    /// means the store of <see cref="DatabasePath"/>; the engine opens and disposes that one.
    /// </summary>
    public IStore? Store { get; init; }

    /// <summary>The namespace of <see cref="CairnEngine.Client"/>. Default: <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Converts arguments, results and failures.</summary>
    public DataConverter DataConverter { get; init; } = DataConverter.Default;

    /// <summary>
    /// Where the engine, the client and the workers log. Default: null, which means the log of the host; without a
    /// host, warnings and errors go to the standard error stream. NullLoggerFactory.Instance turns logging off.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <inheritdoc cref="Client.CairnClientOptions.Interceptors"/>
    public IReadOnlyCollection<IClientInterceptor>? Interceptors { get; init; }

    /// <exception cref="ArgumentException">An option is out of range; the message names it and the range.</exception>
    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(DataConverter);
        if (DatabasePath is not null && string.IsNullOrWhiteSpace(DatabasePath))
        {
            throw new ArgumentException(
                $"{nameof(DatabasePath)} must name a file, or be null to keep everything in memory; it is "
                + $"\"{DatabasePath}\".",
                nameof(DatabasePath));
        }

        if (Store is not null && DatabasePath is not null)
        {
            throw new ArgumentException(
                $"{nameof(DatabasePath)} must be null if {nameof(Store)} is set; it is \"{DatabasePath}\".",
                nameof(DatabasePath));
        }

        if (string.IsNullOrEmpty(Namespace) || Names.TooLong(Namespace))
        {
            throw new ArgumentException(
                $"{nameof(Namespace)} must have 1 to {Limits.IdBytes} bytes; it is \"{Namespace}\".",
                nameof(Namespace));
        }
    }
}
