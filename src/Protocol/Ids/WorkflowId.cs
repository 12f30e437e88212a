namespace Cairn.Protocol;

/// <summary>The id that a caller assigns to a workflow; at most one run of it is open at a time.</summary>
public readonly record struct WorkflowId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
