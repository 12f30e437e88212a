using Cairn.Api.Enums.V1;

namespace Cairn.Client.Schedules;

/// <summary>What can be set for a schedule that acts now.</summary>
public class ScheduleTriggerOptions : ICloneable
{
    /// <summary>What happens when a workflow still runs; unspecified means as the schedule says.</summary>
    public ScheduleOverlapPolicy Overlap { get; set; } = ScheduleOverlapPolicy.Unspecified;

    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
