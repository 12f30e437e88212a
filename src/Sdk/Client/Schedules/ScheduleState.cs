using Cairn.Common;
using ProtoState = Cairn.Api.Schedule.V1.ScheduleState;

namespace Cairn.Client.Schedules;

/// <summary>Whether a schedule is paused, and how many actions remain.</summary>
public record ScheduleState
{
    /// <summary>A note, which pausing and resuming replace; null means none.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the schedule is paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether the schedule ends after <see cref="RemainingActions"/> actions.</summary>
    public bool LimitedActions { get; init; }

    /// <summary>The number of actions that remain, if they are limited.</summary>
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
