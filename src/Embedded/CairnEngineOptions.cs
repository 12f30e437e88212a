using Cairn.Converters;
using Cairn.Engine;
using Cairn.Engine.Rules;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Embedded;

/// <summary>What an engine inside a process is made with.</summary>
public sealed record CairnEngineOptions
{
    /// <summary>
    /// The SQLite file that keeps everything; it is made if it is not there, its folder must be there. Null, the
    /// default, keeps everything in memory, so that it ends with the process.
    /// </summary>
    public string? DatabasePath { get; init; }

    /// <summary>
    /// The store that keeps everything, for storage other than a SQLite file; <see cref="DatabasePath"/> must be null
    /// then. The caller opens it and disposes it after the engine; until then no other engine may use it. Null, the
    /// default, means the store that <see cref="DatabasePath"/> says, which the engine opens and disposes.
    /// </summary>
    public IStore? Store { get; init; }

    /// <summary>The namespace of <see cref="CairnEngine.Client"/>. Default <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>What converts arguments, results and failures.</summary>
    public DataConverter DataConverter { get; init; } = DataConverter.Default;

    /// <summary>
    /// Where engine, client and workers log. Null, the default, means the log of the host; without a host warnings and
    /// errors go to the standard error stream. NullLoggerFactory.Instance logs nowhere.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; init; }

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
