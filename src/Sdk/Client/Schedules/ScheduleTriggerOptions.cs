using Cairn.Api.Enums.V1;

namespace Cairn.Client.Schedules;

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
