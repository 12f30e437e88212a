using ProtoPriority = Cairn.Api.Common.V1.Priority;

namespace Cairn.Common;

/// <summary>The order in which waiting tasks of one task queue are started.</summary>
public sealed record Priority
{
    /// <summary>Creates a priority; omitted values keep their defaults.</summary>
    /// <param name="priorityKey">A small number; tasks with 1 start first. Null means the middle of the range.</param>
    /// <param name="fairnessKey">The group that shares the queue fairly with other groups; null means none.</param>
    /// <param name="fairnessWeight">The share of that group; null means 1.</param>
    public Priority(int? priorityKey = null, string? fairnessKey = null, float? fairnessWeight = null)
    {
        PriorityKey = priorityKey;
        FairnessKey = fairnessKey;
        FairnessWeight = fairnessWeight;
    }

    /// <summary>No values are set: the caller's or the server's apply.</summary>
    public static Priority Default { get; } = new();

    /// <summary>A small number; tasks with 1 start first. Null means the middle of the range.</summary>
    public int? PriorityKey { get; init; }

    /// <summary>The group that shares the queue fairly with other groups; null means none.</summary>
    public string? FairnessKey { get; init; }

    /// <summary>The share of that group; null means 1.</summary>
    public float? FairnessWeight { get; init; }

    internal static Priority FromProto(ProtoPriority? proto) => proto is null ? Default : new(
        proto.PriorityKey == 0 ? null : proto.PriorityKey,
        proto.FairnessKey.Length == 0 ? null : proto.FairnessKey,
        proto.FairnessWeight == 0 ? null : proto.FairnessWeight);

    internal ProtoPriority ToProto() => new()
    {
        PriorityKey = OptionValues.AtLeast(0, PriorityKey ?? 0, nameof(PriorityKey)),
        FairnessKey = FairnessKey ?? string.Empty,
        FairnessWeight = OptionValues.Between(0, float.MaxValue, FairnessWeight ?? 0, nameof(FairnessWeight)),
    };
}
