using Cairn.Api.Enums.V1;

namespace Cairn.Client;

/// <summary>Options of a query.</summary>
public class WorkflowQueryOptions : ICloneable
{
    /// <summary>In which states of the workflow the query is rejected; null means the client's default.</summary>
    public QueryRejectCondition? RejectCondition { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
