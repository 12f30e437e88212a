using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>A log that awaits at each line, and starts a thread and a timer for each scope.</summary>
public sealed class BusyLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<Timer> timers = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        new Thread(() => { }).Start();
        var timer = new Timer(_ => { }, null, 1, 1);
        timers.Enqueue(timer);
        return timer;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public async void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        await Task.Delay(1);
        Lines.Enqueue(line);
    }

    public void Dispose()
    {
        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }
}
