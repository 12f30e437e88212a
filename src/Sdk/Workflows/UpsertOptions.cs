namespace Cairn.Workflows;

/// <summary>The options of <see cref="Workflow.UpsertMemoWithOptions"/>.</summary>
public class UpsertMemoOptions : ICloneable
{
    /// <summary>Creates options to be filled in.</summary>
    public UpsertMemoOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="updates">The changes.</param>
    public UpsertMemoOptions(params MemoUpdate[] updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        Updates = updates;
    }

    /// <summary>The changes, of one entry each. At least one is required. Default: none.</summary>
    public IReadOnlyCollection<MemoUpdate> Updates { get; set; } = [];

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>The options of <see cref="Workflow.UpsertTypedSearchAttributesWithOptions"/>.</summary>
public class UpsertSearchAttributesOptions : ICloneable
{
    /// <summary>Creates options to be filled in.</summary>
    public UpsertSearchAttributesOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="updates">The changes.</param>
    public UpsertSearchAttributesOptions(params SearchAttributeUpdate[] updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        Updates = updates;
    }

    /// <summary>The changes, of one attribute each. At least one is required. Default: none.</summary>
    public IReadOnlyCollection<SearchAttributeUpdate> Updates { get; set; } = [];

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
