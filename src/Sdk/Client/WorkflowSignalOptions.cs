namespace Cairn.Client;

/// <summary>What can be set for a signal.</summary>
public class WorkflowSignalOptions : ICloneable
{
    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
