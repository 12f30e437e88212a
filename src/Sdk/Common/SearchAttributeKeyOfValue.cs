using Cairn.Api.Enums.V1;
using Cairn.Workflows;

namespace Cairn.Common;

/// <summary>A search attribute's name and the type of its values.</summary>
/// <typeparam name="T">The type that values have in C#.</typeparam>
public class SearchAttributeKey<T> : SearchAttributeKey
{
    internal SearchAttributeKey(string name, IndexedValueType valueType)
        : base(name, valueType)
    {
    }

    /// <summary>For an upsert: the attribute gets a value.</summary>
    public SearchAttributeUpdate<T> ValueSet(T value) => SearchAttributeUpdate.ValueSet(this, value);

    /// <summary>For an upsert: the attribute loses its value.</summary>
    public SearchAttributeUpdate<T> ValueUnset() => SearchAttributeUpdate.ValueUnset(this);
}
