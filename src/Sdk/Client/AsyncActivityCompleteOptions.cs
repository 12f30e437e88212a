namespace Cairn.Client;

/// <summary>Options of completing an activity from outside its worker.</summary>
public class AsyncActivityCompleteOptions : ICloneable
{
    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
