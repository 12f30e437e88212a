namespace Cairn.Client;

/// <summary>What can be set for failing an activity from elsewhere.</summary>
public class AsyncActivityFailOptions : ICloneable
{
    /// <summary>What the next attempt should know, as by a last heartbeat; null means nothing.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
