using Cairn.Converters;
using Microsoft.Extensions.Logging;

namespace Cairn.Logging;

/// <summary>
/// A logger that never throws: a worker's reports must not depend on the log. Exceptions of the inner logger are
/// written by <see cref="LogFaults"/>.
/// </summary>
internal sealed class SafeLogger(ILogger inner) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        try
        {
            return inner.BeginScope(state) is { } scope ? new SafeScope(scope) : null;
        }
        catch (Exception e)
        {
            LogFaults.Report(e);
            return null;
        }
    }

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception e)
        {
            LogFaults.Report(e);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        try
        {
            var readable = exception is null ? null : ExceptionReading.ForLog(exception);
            inner.Log(logLevel, eventId, state, readable, formatter);
        }
        catch (Exception e)
        {
            LogFaults.Report(e);
        }
    }

    private sealed class SafeScope(IDisposable inner) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                inner.Dispose();
            }
            catch (Exception e)
            {
                LogFaults.Report(e);
            }
        }
    }
}
