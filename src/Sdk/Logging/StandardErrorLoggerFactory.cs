using Microsoft.Extensions.Logging;

namespace Cairn.Logging;

/// <summary>
/// Writes warnings and errors to the standard error stream if the user sets no logger factory. A workflow whose task
/// fails waits for corrected code; without a message its caller would not know why.
/// </summary>
internal sealed class StandardErrorLoggerFactory : ILoggerFactory
{
    private StandardErrorLoggerFactory()
    {
    }

    /// <summary>The single instance.</summary>
    public static StandardErrorLoggerFactory Instance { get; } = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new StandardErrorLogger(categoryName);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException(
        "The log that is used when none was chosen takes no providers: set LoggerFactory.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class StandardErrorLogger(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

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

            var level = logLevel is LogLevel.Warning ? "warn" : "fail";
            var trace = exception is null ? string.Empty : $"{Environment.NewLine}{exception}";
            Console.Error.WriteLine($"{level}: {category}[{eventId.Id}] {formatter(state, exception)}{trace}");
        }
    }
}
