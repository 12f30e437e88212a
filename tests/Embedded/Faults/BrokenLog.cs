using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>A log that throws at every call.</summary>
public sealed class BrokenLog : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new InvalidOperationException("the log is broken");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => throw new InvalidOperationException("the log is broken");

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) => throw new InvalidOperationException("the log is broken");

    public void Dispose()
    {
    }
}
