namespace Cairn.Protocol;

/// <summary>The name of a namespace.</summary>
public readonly record struct NamespaceName(string Value)
{
    /// <summary>The id of the namespace on the wire: a UUID of version 8, derived from its name.</summary>
    public string ToId() => HashedId.Of($"namespace/{Value}");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
