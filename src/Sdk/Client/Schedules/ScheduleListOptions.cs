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
