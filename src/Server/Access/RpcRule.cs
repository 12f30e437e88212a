using Cairn.Runtime.Access;

namespace Cairn.Server.Access;

/// <summary>Who may call an RPC.</summary>
/// <param name="Scope">Where the caller needs the role.</param>
/// <param name="Role">The least role that may call it.</param>
/// <param name="IsForWorkers">Whether the role of workers is enough.</param>
internal sealed record RpcRule(RpcScope Scope, Role Role, bool IsForWorkers = false)
{
    /// <summary>Whether a call changes something.</summary>
    public bool IsWrite => Role >= Role.Writer;

    /// <summary>Whether a caller with these roles may call it.</summary>
    public bool Allows(Role roles) =>
        Scope == RpcScope.Anybody || roles >= Role || (IsForWorkers && roles.HasFlag(Role.Worker));
}
