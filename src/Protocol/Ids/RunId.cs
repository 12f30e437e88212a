namespace Cairn.Protocol;

/// <summary>The id of one run of a workflow, a UUID that the engine assigns.</summary>
public readonly record struct RunId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
