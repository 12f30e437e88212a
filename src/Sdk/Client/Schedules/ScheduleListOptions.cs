namespace Cairn.Client.Schedules;

/// <summary>What can be set for a list of schedules.</summary>
public class ScheduleListOptions : ICloneable
{
    /// <summary>The filter, in the language of lists of workflows; null means all.</summary>
    public string? Query { get; set; }

    /// <summary>What can be set for the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
