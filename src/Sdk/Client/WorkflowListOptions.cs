namespace Cairn.Client;

/// <summary>Options of a list of workflows.</summary>
public class WorkflowListOptions : ICloneable
{
    /// <summary>The maximum number of workflows; 0, the default, means all.</summary>
    public int Limit { get; set; }

    /// <summary>Options of the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
