using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Cairn.Cli.Servers;

/// <summary>
/// Logs what OpenTelemetry says of itself when it cannot send: it says so to listeners of its event sources alone.
/// </summary>
internal sealed partial class TelemetryTrouble : EventListener
{
    private const string Source = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    // What cannot be reached and is tried again is said at this level, among other news.
    private const EventLevel Level = EventLevel.Informational;

    // Comes before the exception, whose stack says no more.
    private const string Failure = "Exception: ";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly ILogger logger;
    private readonly Lock gate = new();
    private long? loggedAt;

    /// <param name="logger">The server's log.</param>
    public TelemetryTrouble(ILogger logger) => this.logger = logger;

    // Runs before the constructor, for the sources that are there already.
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source)
        {
            EnableEvents(eventSource, Level);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        var text = string.Format(
            CultureInfo.InvariantCulture, eventData.Message ?? string.Empty, [.. eventData.Payload ?? []]);
        if (!text.Contains(Failure, StringComparison.Ordinal))
        {
            return;
        }

        lock (gate)
        {
            if (loggedAt is { } before && TimeProvider.System.GetElapsedTime(before) < Pause)
            {
                return;
            }

            loggedAt = TimeProvider.System.GetTimestamp();
        }

        LogTrouble(text.Split(" ---> ")[0].Split("   at ")[0].TrimEnd());
    }

    [LoggerMessage(
        6002,
        LogLevel.Warning,
        "Metrics and traces do not reach their collector; the server goes on without: {Reason}")]
    private partial void LogTrouble(string reason);
}
