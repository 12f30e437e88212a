using Cairn.Common;
using ProtoState = Cairn.Api.Schedule.V1.ScheduleState;

namespace Cairn.Client.Schedules;

/// <summary>Whether a schedule acts, and how often still.</summary>
public record ScheduleState
{
    /// <summary>For people; pausing and going on replace it. Null means nothing is said.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it does not act now.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether <see cref="RemainingActions"/> counts down, and it ends at 0.</summary>
    public bool LimitedActions { get; init; }

    /// <summary>How often it still acts, if that is limited.</summary>
    public long RemainingActions { get; init; }

    internal static ScheduleState FromProto(ProtoState proto) => new()
    {
        Note = proto.Notes.Length == 0 ? null : proto.Notes,
        Paused = proto.Paused,
        LimitedActions = proto.LimitedActions,
        RemainingActions = proto.RemainingActions,
    };

    internal ProtoState ToProto() => new()
    {
        Notes = Note ?? string.Empty,
        Paused = Paused,
        LimitedActions = LimitedActions,
        RemainingActions = OptionValues.AtLeast(0, RemainingActions),
    };
}
