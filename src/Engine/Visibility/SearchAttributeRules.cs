using Cairn.Api.Common.V1;

namespace Cairn.Engine.Visibility;

/// <summary>Checks the search attributes that a workflow sets.</summary>
public static class SearchAttributeRules
{
    /// <summary>Returns why a request with these attributes is refused; null if they are valid.</summary>
    public static Refusal? Check(SearchAttributeTypes types, SearchAttributes? attributes) =>
        (CheckValues(types, attributes) ?? CheckSizes(attributes)) is { } text ? Refusal.InvalidArgument(text) : null;

    /// <summary>Returns what is wrong with names or values; null if they are valid. Checked before sizes.</summary>
    public static string? CheckValues(SearchAttributeTypes types, SearchAttributes? attributes)
    {
        if (attributes is null)
        {
            return null;
        }

        var count = attributes.IndexedFields.Count;
        return count > Limits.SearchAttributes
            ? $"number of search attributes {count} exceeds limit {Limits.SearchAttributes}"
            : attributes.IndexedFields
                .OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => CheckValue(types, field.Key, field.Value))
                .FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>Returns which value is too large, or that all of them together are; null if none is.</summary>
    public static string? CheckSizes(SearchAttributes? attributes)
    {
        if (attributes is null)
        {
            return null;
        }

        foreach (var (name, value) in attributes.IndexedFields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            if (value.Data.Length > Limits.SearchAttributeBytes)
            {
                return $"search attribute {name} value size {value.Data.Length} exceeds size limit "
                    + Limits.SearchAttributeBytes;
            }
        }

        var size = attributes.CalculateSize();
        return size > Limits.SearchAttributesBytes
            ? $"total size of search attributes {size} exceeds size limit {Limits.SearchAttributesBytes}"
            : null;
    }

    /// <summary>
    /// The same attributes with their types written into the values, which is how histories and answers show them;
    /// null if there are none.
    /// </summary>
    public static SearchAttributes? WithTypes(SearchAttributeTypes types, SearchAttributes? attributes)
    {
        if (attributes is null || attributes.IndexedFields.Count == 0)
        {
            return null;
        }

        var typed = attributes.Clone();
        foreach (var (name, value) in typed.IndexedFields)
        {
            if (types.TypeToSet(name) is { } type)
            {
                SearchPayloads.SetType(value, type);
            }
        }

        return typed;
    }

    private static string? CheckValue(SearchAttributeTypes types, string name, Payload value)
    {
        if (SystemSearchAttributes.System.ContainsKey(name))
        {
            return $"{name} attribute can't be set in SearchAttributes";
        }

        if (types.TypeToSet(name) is not { } type)
        {
            return $"Namespace {types.Namespace} has no mapping defined for search attribute {name}";
        }

        return SearchPayloads.Read(value, type) is null
            ? $"invalid value for search attribute {name} of type {type}: {SearchPayloads.Show(value)}"
            : null;
    }
}
