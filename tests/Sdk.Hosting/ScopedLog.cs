using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Keeps each line with all that its scopes say.</summary>
internal sealed class ScopedLog : ILoggerProvider, ILogger, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<(string Text, Dictionary<string, object?> Scope)> Lines { get; } = [];

    /// <summary>Returns when a line has the words.</summary>
    public async Task SeeAsync(string words)
    {
        while (!Lines.Any(line => line.Text.Contains(words, StringComparison.Ordinal)))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var all = new Dictionary<string, object?>();
        scopes.ForEachScope(
            (scope, found) =>
            {
                foreach (var (key, value) in scope as IEnumerable<KeyValuePair<string, object>> ?? [])
                {
                    found[key] = value;
                }
            },
            all);
        Lines.Enqueue((formatter(state, exception), all));
    }

    public void Dispose()
    {
    }
}
