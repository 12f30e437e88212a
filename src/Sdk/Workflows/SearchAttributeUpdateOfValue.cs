using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>One change of a search attribute.</summary>
/// <typeparam name="T">The C# type of the values.</typeparam>
public class SearchAttributeUpdate<T> : SearchAttributeUpdate
    where T : notnull
{
    private readonly T value;

    internal SearchAttributeUpdate(SearchAttributeKey<T> key, T value, bool hasValue)
    {
        ArgumentNullException.ThrowIfNull(key);
        (Key, this.value, HasValue) = (key, value, hasValue);
    }

    /// <summary>The attribute.</summary>
    public SearchAttributeKey<T> Key { get; private init; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The update removes the attribute.</exception>
    public T Value => HasValue ? value : throw new InvalidOperationException("The attribute is to lose its value");

    /// <inheritdoc/>
    public override SearchAttributeKey UntypedKey => Key;

    /// <inheritdoc/>
    public override object UntypedValue => Value;
}
