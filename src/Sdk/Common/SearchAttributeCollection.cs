using System.Collections;
using Cairn.Api.Common.V1;

namespace Cairn.Common;

/// <summary>Search attributes with their values. Immutable; a builder makes a new one.</summary>
public class SearchAttributeCollection : IReadOnlyCollection<SearchAttributeKey>
{
    /// <summary>No search attributes.</summary>
    public static readonly SearchAttributeCollection Empty = new([]);

    private readonly SortedDictionary<SearchAttributeKey, object> values;

    private SearchAttributeCollection(SortedDictionary<SearchAttributeKey, object> values) => this.values = values;

    /// <summary>The number of attributes.</summary>
    public int Count => values.Count;

    /// <summary>The values by key.</summary>
    public IReadOnlyDictionary<SearchAttributeKey, object> UntypedValues => values;

    /// <summary>Reads attributes from the wire; those without a known type are left out.</summary>
    public static SearchAttributeCollection FromProto(SearchAttributes searchAttributes)
    {
        ArgumentNullException.ThrowIfNull(searchAttributes);
        var values = new SortedDictionary<SearchAttributeKey, object>();
        foreach (var (name, payload) in searchAttributes.IndexedFields)
        {
            if (SearchAttributePayloads.Read(name, payload) is var (key, value))
            {
                values[key] = value;
            }
        }

        return new(values);
    }

    /// <summary>The value of a key.</summary>
    /// <exception cref="KeyNotFoundException">The key has no value.</exception>
    public T Get<T>(SearchAttributeKey<T> key)
        where T : notnull => (T)values[key];

    /// <summary>The value of a key, if there is one.</summary>
    public bool TryGetValue<T>(SearchAttributeKey<T> key, out T value)
        where T : notnull
    {
        var found = values.TryGetValue(key, out var known);
        value = found ? (T)known! : default!;
        return found;
    }

    /// <summary>Whether the key has a value.</summary>
    public bool ContainsKey<T>(SearchAttributeKey<T> key)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(key);
        return values.ContainsKey(key);
    }

    /// <summary>Whether the name has a value of any type.</summary>
    public bool ContainsKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return values.Keys.Any(k => k.Name == key);
    }

    /// <inheritdoc/>
    public IEnumerator<SearchAttributeKey> GetEnumerator() => values.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The attributes on the wire.</summary>
    public SearchAttributes ToProto()
    {
        var wire = new SearchAttributes();
        foreach (var (key, value) in values)
        {
            wire.IndexedFields.Add(key.Name, SearchAttributePayloads.ToPayload(key, value));
        }

        return wire;
    }

    /// <summary>Makes collections.</summary>
    public class Builder
    {
        private readonly SortedDictionary<SearchAttributeKey, object> values;

        /// <summary>Creates an empty builder.</summary>
        public Builder() => values = [];

        /// <summary>Creates a builder with the values of a collection.</summary>
        public Builder(SearchAttributeCollection searchAttributes)
        {
            ArgumentNullException.ThrowIfNull(searchAttributes);
            values = new(searchAttributes.values);
        }

        /// <summary>Sets a value.</summary>
        public Builder Set<T>(SearchAttributeKey<T> key, T value)
            where T : notnull
        {
            ArgumentNullException.ThrowIfNull(value);
            values[key] = value;
            return this;
        }

        /// <summary>Sets all values of another collection.</summary>
        public Builder Set(SearchAttributeCollection searchAttributes)
        {
            ArgumentNullException.ThrowIfNull(searchAttributes);
            foreach (var (key, value) in searchAttributes.values)
            {
                values[key] = value;
            }

            return this;
        }

        /// <summary>Removes the value of a key.</summary>
        public Builder Unset(SearchAttributeKey key)
        {
            values.Remove(key);
            return this;
        }

        /// <summary>Removes the value of a name, of any type.</summary>
        public Builder Unset(string name)
        {
            ArgumentNullException.ThrowIfNull(name);
            foreach (var key in values.Keys.Where(key => key.Name == name).ToArray())
            {
                values.Remove(key);
            }

            return this;
        }

        /// <summary>The collection.</summary>
        public SearchAttributeCollection ToSearchAttributeCollection() => new(new(values));

        internal Builder Set(SearchAttributeKey key, object value)
        {
            values[key] = value;
            return this;
        }
    }
}
