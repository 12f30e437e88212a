namespace Cairn.Client;

/// <summary>What can be set for a description.</summary>
public class WorkflowDescribeOptions : ICloneable
{
    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
