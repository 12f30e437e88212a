namespace Cairn.Client;

/// <summary>Options of failing an activity from outside its worker.</summary>
public class AsyncActivityFailOptions : ICloneable
{
    /// <summary>Details for the next attempt, as in a last heartbeat; null means none.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
