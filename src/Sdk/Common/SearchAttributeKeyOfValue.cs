using Cairn.Api.Enums.V1;
using Cairn.Workflows;

namespace Cairn.Common;

/// <summary>A search attribute's name and the type of its values.</summary>
/// <typeparam name="T">The C# type of the values.</typeparam>
public class SearchAttributeKey<T> : SearchAttributeKey
    where T : notnull
{
    internal SearchAttributeKey(string name, IndexedValueType valueType)
        : base(name, valueType)
    {
    }

    /// <summary>An update for an upsert that sets the attribute.</summary>
    public SearchAttributeUpdate<T> ValueSet(T value) => SearchAttributeUpdate.ValueSet(this, value);

    /// <summary>An update for an upsert that removes the attribute.</summary>
    public SearchAttributeUpdate<T> ValueUnset() => SearchAttributeUpdate.ValueUnset(this);
}
