namespace Cairn.Server.Access;

/// <summary>Where a caller of an RPC needs a role.</summary>
internal enum RpcScope
{
    /// <summary>Nowhere: anybody may call it.</summary>
    Anybody,

    /// <summary>In the namespace of the request.</summary>
    Namespace,

    /// <summary>In all namespaces: the call is about the server itself.</summary>
    Server,
}
