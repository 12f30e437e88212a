using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Runtime;

/// <summary>Keeps what a node says of its own mistakes; a test must end without any.</summary>
internal sealed class MistakeLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> mistakes = [];
    private readonly ConcurrentQueue<string> errors = [];

    /// <summary>What a node said of errors that it lives with, with their stacks.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public void AssertEmpty() => Assert.Empty(mistakes);

    /// <summary>Takes what the node has said of its mistakes so far: a test that makes them looks at it.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (mistakes.TryDequeue(out var mistake))
        {
            taken.Add(mistake);
        }

        return taken;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            (logLevel == LogLevel.Critical ? mistakes : errors).Enqueue($"{formatter(state, exception)}: {exception}");
        }
    }

    public void Dispose()
    {
    }
}
