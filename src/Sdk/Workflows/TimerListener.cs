using System.Diagnostics.Tracing;

namespace Cairn.Workflows;

/// <summary>
/// Notices the .NET timers that workflow code starts (Task.Delay, waits with a timeout) at once and with their line.
/// Such a timer leaves no other trace until it fires, and by then the workflow task is answered. A process has one.
/// </summary>
internal sealed class TimerListener : EventListener
{
    private const string Source = "System.Diagnostics.Eventing.FrameworkEventSource";
    private const EventKeywords ThreadTransfer = (EventKeywords)0x10;
    private const int ThreadTransferSend = 150;

    private static readonly Lazy<TimerListener> Only = new(() => new());

    /// <summary>Begins to listen; later calls do nothing.</summary>
    public static void Ensure() => _ = Only.Value;

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source)
        {
            EnableEvents(eventSource, EventLevel.Informational, ThreadTransfer);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId == ThreadTransferSend
            && TaskScheduler.Current is WorkflowScheduler { Instance.Guard: { NoticesTimers: true } guard })
        {
            guard.Report(EscapeReport.OfTimer);
        }
    }
}
