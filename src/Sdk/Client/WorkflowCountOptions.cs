namespace Cairn.Client;

/// <summary>What can be set for a count of workflows.</summary>
public class WorkflowCountOptions : ICloneable
{
    /// <summary>What can be set for the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
