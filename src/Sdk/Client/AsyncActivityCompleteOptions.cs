namespace Cairn.Client;

/// <summary>What can be set for completing an activity from elsewhere.</summary>
public class AsyncActivityCompleteOptions : ICloneable
{
    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
