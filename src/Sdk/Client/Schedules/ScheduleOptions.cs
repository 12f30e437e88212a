using Cairn.Common;

namespace Cairn.Client.Schedules;

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
