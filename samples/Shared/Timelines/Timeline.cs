using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Common;
using Spectre.Console;

namespace Samples.Timelines;

/// <summary>
/// Draws what happened in a workflow, read from its history: lanes for activities, timers, children, signals, updates.
/// </summary>
public static class Timeline
{
    private const int MostLanes = 24;
    private const int ColumnsWithNotes = 60;

    /// <summary>Draws the current run of a workflow.</summary>
    /// <param name="handle">The workflow.</param>
    public static async Task ShowAsync(WorkflowHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        Draw(await handle.FetchHistoryAsync(), AnsiConsole.Console);
    }

    /// <summary>Draws a history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="console">Where to.</param>
    public static void Draw(WorkflowHistory history, IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(console);
        var started = history.Events.First();
        var ended = history.Events.Last();
        var axis = new TimeAxis(started.EventTime.ToDateTime(), ended.EventTime.ToDateTime());
        var lanes = TimelineLane.Pack(HistorySpans.Read(history.Events));
        var width = console.Profile.Width;
        var grid = new Grid().Expand()
            .AddColumn(new GridColumn().NoWrap().Padding(0, 0, 1, 0))
            .AddColumn(new GridColumn().Padding(0, 0))
            .AddColumn(new GridColumn().NoWrap().Padding(width < ColumnsWithNotes ? 0 : 1, 0, 0, 0).RightAligned());
        grid.AddRow(Text.Empty, axis, Text.Empty);
        foreach (var lane in lanes.Take(MostLanes))
        {
            var note = width < ColumnsWithNotes ? string.Empty : NoteOf(lane);
            grid.AddRow(new Text(Cut(LabelOf(lane), width / 3)), new LaneBar(lane, axis), new Text(note));
        }

        var type = started.WorkflowExecutionStartedEventAttributes.WorkflowType.Name;
        var took = Durations.Of(ended.EventTime.ToDateTime() - started.EventTime.ToDateTime());
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{history.Id}[/] {type}, {EndOf(ended.EventType)} after {took}");
        console.Write(grid);
        if (lanes.Count > MostLanes)
        {
            console.WriteLine($"and {lanes.Count - MostLanes} more lanes");
        }
    }

    private static string Cut(string label, int columns) =>
        label.Length <= columns ? label : $"{label[..Math.Max(columns - 1, 0)]}…";

    private static string LabelOf(TimelineLane lane) => lane.Kind switch
    {
        LaneKind.Activity => lane.Name,
        LaneKind.LocalActivity => $"{lane.Name} (local)",
        LaneKind.Cancellation => lane.Name,
        _ => $"{lane.Name} ({lane.Kind.ToString().ToLowerInvariant()})",
    };

    private static string NoteOf(TimelineLane lane)
    {
        var attempts = lane.Spans.Sum(span => span.Attempts) is var sum && sum > lane.Spans.Count
            ? $", {sum} attempts"
            : string.Empty;
        return lane.Spans switch
        {
            [{ Outcome: SpanOutcome.Arrived }] => string.Empty,
            [var span] => Durations.Of(span.Duration) + attempts,
            _ => $"×{lane.Spans.Count}{attempts}",
        };
    }

    private static string EndOf(EventType last) => last switch
    {
        EventType.WorkflowExecutionCompleted => "completed",
        EventType.WorkflowExecutionFailed => "failed",
        EventType.WorkflowExecutionTimedOut => "timed out",
        EventType.WorkflowExecutionCanceled => "canceled",
        EventType.WorkflowExecutionTerminated => "terminated",
        EventType.WorkflowExecutionContinuedAsNew => "continued as new",
        _ => "running",
    };
}
