namespace Cairn.Protocol;

/// <summary>The name of a namespace.</summary>
public readonly record struct NamespaceName(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
