using Cairn.Activities;
using Microsoft.Extensions.Logging;

namespace Cairn.Worker;

/// <summary>Adds the activity and its workflow to each log entry.</summary>
internal sealed class ActivityLogger(ILogger inner, ActivityInfo info) : ILogger
{
    private Dictionary<string, object?>? scope;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
        {
            return;
        }

        scope ??= new()
        {
            [nameof(info.ActivityId)] = info.ActivityId,
            [nameof(info.ActivityType)] = info.ActivityType,
            [nameof(info.Attempt)] = info.Attempt,
            [nameof(info.TaskQueue)] = info.TaskQueue,
            [nameof(info.WorkflowId)] = info.WorkflowId,
            [nameof(info.WorkflowRunId)] = info.WorkflowRunId,
            [nameof(info.WorkflowType)] = info.WorkflowType,
        };
        using (inner.BeginScope(scope))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
