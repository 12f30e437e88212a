namespace Cairn.Client;

/// <summary>What can be set for a cancellation.</summary>
public class WorkflowCancelOptions : ICloneable
{
    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
