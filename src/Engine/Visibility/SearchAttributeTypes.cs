using System.Collections.Frozen;
using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>The search attributes that a namespace has.</summary>
/// <param name="namespace">The name of the namespace.</param>
/// <param name="custom">The custom attributes.</param>
public sealed class SearchAttributeTypes(string @namespace, IReadOnlyDictionary<string, IndexedValueType> custom)
{
    private const string Prefix = "Temporal";

    /// <summary>The attributes of a namespace without custom ones.</summary>
    public static readonly SearchAttributeTypes Standard =
        new("default", FrozenDictionary<string, IndexedValueType>.Empty);

    /// <summary>The name of the namespace, for error messages.</summary>
    public string Namespace => @namespace;

    /// <summary>The custom attributes.</summary>
    public IReadOnlyDictionary<string, IndexedValueType> Custom => custom;

    /// <summary>
    /// The attribute that a filter names; null if there is none. Temporal's own attributes may be named without their
    /// prefix, and others with it.
    /// </summary>
    public SearchAttribute? Find(string name) =>
        Named(name)
        ?? Named(Prefix + name)
        ?? (name.StartsWith(Prefix, StringComparison.Ordinal) ? Named(name[Prefix.Length..]) : null);

    /// <summary>The type of an attribute that a workflow may set; null if there is no such one.</summary>
    public IndexedValueType? TypeToSet(string name) =>
        custom.TryGetValue(name, out var type) || SystemSearchAttributes.Predefined.TryGetValue(name, out type)
            ? type
            : null;

    private SearchAttribute? Named(string name) =>
        (TypeToSet(name) ?? (SystemSearchAttributes.System.TryGetValue(name, out var type) ? type : null)) is { } found
            ? new SearchAttribute(name, found)
            : null;
}
