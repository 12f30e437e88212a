using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>
/// A logger that is silent while history is replayed, so that each line is written once. The inner logger is not
/// workflow code: it may await, and start threads and timers.
/// </summary>
internal sealed class ReplaySafeLogger(ILogger inner, WorkflowInstance instance) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        IDisposable? scope = null;
        OffScheduler.Run(instance, () => scope = inner.BeginScope(state));
        return scope is null ? null : new Scope(scope, instance);
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        if (instance.IsReplayingHistoryEvents)
        {
            return false;
        }

        var isEnabled = false;
        OffScheduler.Run(instance, () => isEnabled = inner.IsEnabled(logLevel));
        return isEnabled;
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (instance.IsReplayingHistoryEvents)
        {
            return;
        }

        OffScheduler.Run(instance, () =>
        {
            using (inner.BeginScope(instance.LogScope))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        });
    }

    private sealed class Scope(IDisposable inner, WorkflowInstance instance) : IDisposable
    {
        public void Dispose() => OffScheduler.Run(instance, inner.Dispose);
    }
}
