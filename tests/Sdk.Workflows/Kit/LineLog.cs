using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Workflows.Kit;

/// <summary>A log that keeps its lines.</summary>
internal sealed class LineLog : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    private readonly SemaphoreSlim written = new(0);

    public ConcurrentQueue<Exception> Exceptions { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue(formatter(state, exception));
        written.Release();
        if (exception is not null)
        {
            Exceptions.Enqueue(exception);
        }
    }

    /// <summary>Waits until there is a line that begins with a text.</summary>
    public async Task WaitForAsync(string text)
    {
        while (!Lines.Any(line => line.StartsWith(text, StringComparison.Ordinal)))
        {
            await written.WaitAsync();
        }
    }

    public void Dispose() => written.Dispose();
}
