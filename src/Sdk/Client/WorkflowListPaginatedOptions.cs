namespace Cairn.Client;

/// <summary>What can be set for a page of a list of workflows.</summary>
public class WorkflowListPaginatedOptions : ICloneable
{
    /// <summary>The most workflows of the page; 0, the default, leaves it to the server.</summary>
    public int PageSize { get; set; }

    /// <summary>What can be set for the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
