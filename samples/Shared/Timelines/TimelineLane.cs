namespace Samples.Timelines;

/// <summary>Spans of one kind and name that do not overlap: one row of a timeline.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Name">Their common name.</param>
/// <param name="Spans">The spans, in order of time.</param>
public sealed record TimelineLane(LaneKind Kind, string Name, IReadOnlyList<TimelineSpan> Spans)
{
    /// <summary>Puts each span into the first free lane of its name: lanes show what ran at once.</summary>
    public static IReadOnlyList<TimelineLane> Pack(IEnumerable<TimelineSpan> spans)
    {
        var lanes = new List<List<TimelineSpan>>();
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            var free = lanes.Find(
                lane => lane[0].Kind == span.Kind && lane[0].Name == span.Name && lane[^1].End <= span.Start);
            if (free is null)
            {
                lanes.Add([span]);
            }
            else
            {
                free.Add(span);
            }
        }

        return [.. lanes.Select(lane => new TimelineLane(lane[0].Kind, lane[0].Name, lane))];
    }
}
