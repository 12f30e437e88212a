namespace Cairn.Server.Access;

/// <summary>A call of a caller that is known.</summary>
/// <param name="caller">Who calls.</param>
/// <param name="from">From which address.</param>
/// <param name="rpc">What.</param>
internal sealed class AdmittedCall(Caller caller, string from, string rpc)
{
    /// <summary>Who calls.</summary>
    public Caller Caller => caller;

    /// <summary>From which address.</summary>
    public string From => from;

    /// <summary>What.</summary>
    public string Rpc => rpc;

    /// <summary>Who may call it.</summary>
    public RpcRule Rule { get; } = RpcRules.Of(rpc);

    /// <summary>On what, as soon as the request was read.</summary>
    public RequestFacts About { get; set; }
}
