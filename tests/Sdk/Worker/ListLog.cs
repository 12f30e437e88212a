using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Worker;

/// <summary>Keeps warnings until they are asked for.</summary>
internal sealed class ListLog : ILoggerFactory, ILogger
{
    private readonly Channel<string> warnings = Channel.CreateUnbounded<string>();

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
        if (logLevel == LogLevel.Warning)
        {
            warnings.Writer.TryWrite(formatter(state, exception));
        }
    }

    public async Task<string> NextWarningAsync() =>
        await warnings.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public void Dispose()
    {
    }
}
