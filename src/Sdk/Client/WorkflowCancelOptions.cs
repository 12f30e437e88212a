namespace Cairn.Client;

/// <summary>Options of a cancellation.</summary>
public class WorkflowCancelOptions : ICloneable
{
    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
