using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Logging;

/// <summary>Makes loggers that never throw. It does not dispose the user's factory.</summary>
internal sealed class SafeLoggerFactory : ILoggerFactory
{
    private readonly ILoggerFactory inner;

    private SafeLoggerFactory(ILoggerFactory inner) => this.inner = inner;

    /// <summary>Wraps the factory, unless it is wrapped already.</summary>
    public static ILoggerFactory Of(ILoggerFactory factory) =>
        factory is SafeLoggerFactory or NullLoggerFactory ? factory : new SafeLoggerFactory(factory);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        try
        {
            return new SafeLogger(inner.CreateLogger(categoryName));
        }
        catch (Exception e)
        {
            LogFaults.Report(e);
            return NullLogger.Instance;
        }
    }

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
