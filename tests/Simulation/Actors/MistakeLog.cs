using Cairn.Tests.Simulation.Machine;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>What a node says of its own mistakes is a failure of the run.</summary>
/// <param name="world">The world.</param>
internal sealed class MistakeLog(World world) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Critical;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && exception is not SimulatedMistakeException)
        {
            world.Fail($"The node says: {formatter(state, exception)}: {exception}");
        }
    }

    public void Dispose()
    {
    }
}
