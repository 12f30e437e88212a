namespace Cairn.Client;

/// <summary>Options of a count of workflows.</summary>
public class WorkflowCountOptions : ICloneable
{
    /// <summary>Options of the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
