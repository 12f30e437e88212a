using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>Keeps what a store logs above the level of debugging.</summary>
internal sealed class ListLog : ILoggerFactory, ILogger
{
    private readonly Lock gate = new();
    private readonly List<(LogLevel Level, string Message)> lines = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];

    public IReadOnlyList<(LogLevel Level, string Message)> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Waits until there are so many lines.</summary>
    public Task WaitAsync(int count)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count, reached));
            NotifyWaiters();
            return reached.Task;
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Debug;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        lock (gate)
        {
            lines.Add((logLevel, formatter(state, exception)));
            NotifyWaiters();
        }
    }

    public void Dispose()
    {
    }

    private void NotifyWaiters()
    {
        foreach (var (count, reached) in waiting)
        {
            if (lines.Count >= count)
            {
                reached.TrySetResult();
            }
        }
    }
}
