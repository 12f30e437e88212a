namespace Cairn.Client;

/// <summary>Options of an update.</summary>
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

    /// <summary>The update id: a second update with the same id in a run joins the first. Null means random.</summary>
    public string? Id { get; set; }

    /// <summary>Options of the calls; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
