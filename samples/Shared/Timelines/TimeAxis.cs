using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples.Timelines;

/// <summary>Draws the times of a timeline, and says in which column a time is.</summary>
/// <param name="start">The time of the first column.</param>
/// <param name="end">The time of the last column.</param>
internal sealed class TimeAxis(DateTime start, DateTime end) : Renderable
{
    private const int Narrowest = 5;
    private const int ColumnsOfLabel = 10;

    private static readonly TimeSpan[] s_steps =
    [
        .. new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500 }.Select(ms => TimeSpan.FromMilliseconds(ms)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(s => TimeSpan.FromSeconds(s)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(m => TimeSpan.FromMinutes(m)),
        .. new[] { 1, 2, 6, 12 }.Select(h => TimeSpan.FromHours(h)),
        .. new[] { 1, 2, 7, 14, 28, 91, 364 }.Select(d => TimeSpan.FromDays(d)),
    ];

    private TimeSpan Total => end > start ? end - start : TimeSpan.FromMilliseconds(1);

    /// <summary>The column of a time.</summary>
    public int ColumnOf(DateTime time, int width) =>
        Math.Clamp((int)((time - start) / Total * (width - 1)), 0, Math.Max(width - 1, 0));

    /// <summary>How wide the axis may be.</summary>
    public Measurement Measure(int maxWidth) => new(Math.Min(Narrowest, maxWidth), maxWidth);

    protected override Measurement Measure(RenderOptions options, int maxWidth) => Measure(maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var step = s_steps.FirstOrDefault(step => Total / step * ColumnsOfLabel <= maxWidth, s_steps[^1]);
        var text = string.Empty;
        for (var time = TimeSpan.Zero; time <= Total; time += step)
        {
            var label = time == TimeSpan.Zero ? "0" : Durations.Of(time);
            var column = ColumnOf(start + time, maxWidth);
            if (column >= text.Length && column + label.Length <= maxWidth)
            {
                text = text.PadRight(column) + label;
            }
        }

        yield return new(text.PadRight(maxWidth), new Style(Color.Grey));
    }
}
