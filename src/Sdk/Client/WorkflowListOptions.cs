namespace Cairn.Client;

/// <summary>What can be set for a list of workflows.</summary>
public class WorkflowListOptions : ICloneable
{
    /// <summary>The most workflows that are listed; 0, the default, means all.</summary>
    public int Limit { get; set; }

    /// <summary>What can be set for the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
