using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>A logger that is silent while history is replayed, so that each line is written once.</summary>
internal sealed class ReplaySafeLogger(ILogger inner, WorkflowInstance instance) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => !instance.IsReplayingHistoryEvents && inner.IsEnabled(logLevel);

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

        // A log may hand the line to a thread of its own: that is no escape of workflow code.
        var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        try
        {
            using (inner.BeginScope(instance.LogScope))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
        finally
        {
            flow.Dispose();
        }
    }
}
