using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>What can be set for a schedule that is created.</summary>
public class ScheduleOptions : ICloneable
{
    /// <summary>Whether it acts once at once. Default no.</summary>
    public bool TriggerImmediately { get; set; }

    /// <summary>Stretches of time upon which it acts at once.</summary>
    public IReadOnlyCollection<ScheduleBackfill> Backfills { get; set; } = [];

    /// <summary>Values that descriptions and lists of schedules show; null means none.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>Values by which lists find the schedule; null means none.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
