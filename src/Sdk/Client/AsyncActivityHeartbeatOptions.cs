namespace Cairn.Client;

/// <summary>Options of a heartbeat from outside the worker.</summary>
public class AsyncActivityHeartbeatOptions : ICloneable
{
    /// <summary>What the next attempt should know; null means nothing.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
