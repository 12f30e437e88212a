namespace Cairn.Client;

/// <summary>Options of a page of a list of workflows.</summary>
public class WorkflowListPaginatedOptions : ICloneable
{
    /// <summary>The maximum number of workflows in the page; 0, the default, means the server's choice.</summary>
    public int PageSize { get; set; }

    /// <summary>Options of the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
