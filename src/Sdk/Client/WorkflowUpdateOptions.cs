namespace Cairn.Client;

/// <summary>What can be set for an update.</summary>
public class WorkflowUpdateOptions : ICloneable
{
    /// <summary>Creates options with a random id.</summary>
    public WorkflowUpdateOptions()
    {
    }

    /// <summary>Creates options with an id.</summary>
    public WorkflowUpdateOptions(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Id = id;
    }

    /// <summary>Names the update within its run: a second one of the same id joins the first. Null: random.</summary>
    public string? Id { get; set; }

    /// <summary>What can be set for the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
