using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples.Timelines;

/// <summary>Draws a lane: a line from the begin to the end of each span, and a mark for how it ended.</summary>
/// <param name="lane">The lane.</param>
/// <param name="axis">Where a time is.</param>
internal sealed class LaneBar(TimelineLane lane, TimeAxis axis) : Renderable
{
    /// <summary>The mark of a way to end.</summary>
    public static char MarkOf(SpanOutcome outcome) => outcome switch
    {
        SpanOutcome.Completed => '●',
        SpanOutcome.Failed => '✗',
        SpanOutcome.Canceled => '○',
        SpanOutcome.Arrived => '◆',
        _ => '▶',
    };

    /// <summary>The line of a kind of lane.</summary>
    public static char LineOf(LaneKind kind) => kind switch
    {
        LaneKind.Timer => '┄',
        LaneKind.Child => '═',
        _ => '━',
    };

    protected override Measurement Measure(RenderOptions options, int maxWidth) => axis.Measure(maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var cells = Enumerable.Repeat((Text: ' ', Style: Style.Plain), maxWidth).ToArray();
        foreach (var span in lane.Spans)
        {
            var style = StyleOf(span.Outcome);
            var (from, to) = (axis.ColumnOf(span.Start, maxWidth), axis.ColumnOf(span.End, maxWidth));
            Array.Fill(cells, (LineOf(lane.Kind), style), from, to - from);
            // A failure stays visible, however much happens in the same column.
            if (cells[to].Text != MarkOf(SpanOutcome.Failed))
            {
                cells[to] = (MarkOf(span.Outcome), style);
            }
        }

        return cells.Select(cell => new Segment(cell.Text.ToString(), cell.Style));
    }

    private static Style StyleOf(SpanOutcome outcome) => new(outcome switch
    {
        SpanOutcome.Completed => Color.Green,
        SpanOutcome.Failed => Color.Red,
        SpanOutcome.Canceled => Color.Yellow,
        _ => Color.Blue,
    });
}
