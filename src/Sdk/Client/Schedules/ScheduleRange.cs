using ProtoRange = Cairn.Api.Schedule.V1.Range;

namespace Cairn.Client.Schedules;

/// <summary>Numbers from start to end, both included.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The last; if it is less than the start, the range is the start alone.</param>
/// <param name="Step">The step; 0 means 1.</param>
public record ScheduleRange(int Start, int End, int Step)
{
    /// <summary>Only 0.</summary>
    public static readonly ScheduleRange Zero = new(0);

    /// <summary>One number.</summary>
    public ScheduleRange(int start)
        : this(start, 0, 0)
    {
    }

    /// <summary>A range from a start to an end.</summary>
    public ScheduleRange(int start, int end)
        : this(start, end, 0)
    {
    }

    internal static ScheduleRange FromProto(ProtoRange proto) => new(proto.Start, proto.End, proto.Step);

    internal ProtoRange ToProto() => new() { Start = Start, End = End, Step = Step };
}
