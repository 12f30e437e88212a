namespace Cairn.Client;

/// <summary>What can be set for a heartbeat from elsewhere.</summary>
public class AsyncActivityHeartbeatOptions : ICloneable
{
    /// <summary>What the next attempt should know; null means nothing.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
