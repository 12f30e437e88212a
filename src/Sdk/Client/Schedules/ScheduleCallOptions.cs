using Cairn.Api.Enums.V1;
using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>Options of a list of schedules.</summary>
public class ScheduleListOptions : ICloneable
{
    /// <summary>The filter, in the language of workflow lists; null means all.</summary>
    public string? Query { get; set; }

    /// <summary>Options of the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of creating a schedule.</summary>
public class ScheduleOptions : ICloneable
{
    /// <summary>Whether it acts once when it is created. Default no.</summary>
    public bool TriggerImmediately { get; set; }

    /// <summary>Ranges of time for which it acts when it is created.</summary>
    public IReadOnlyCollection<ScheduleBackfill> Backfills { get; set; } = [];

    /// <summary>The memo, which descriptions and lists show; null means none.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>The search attributes, by which lists find the schedule; null means none.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of making a schedule act now.</summary>
public class ScheduleTriggerOptions : ICloneable
{
    /// <summary>What happens if a workflow still runs; unspecified means the schedule's policy.</summary>
    public ScheduleOverlapPolicy Overlap { get; set; } = ScheduleOverlapPolicy.Unspecified;

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
