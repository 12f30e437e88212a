using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Visibility;
using Google.Protobuf;

namespace Cairn.Tests.Storage.Conformance;

/// <summary>Queries and search attributes to test lists with.</summary>
public static class Lists
{
    /// <summary>One attribute of each type, named after it.</summary>
    public static readonly SearchAttributeTypes Types = new("default", new Dictionary<string, IndexedValueType>
    {
        ["Keyword"] = IndexedValueType.Keyword,
        ["Keywords"] = IndexedValueType.KeywordList,
        ["Text"] = IndexedValueType.Text,
        ["Int"] = IndexedValueType.Int,
        ["Double"] = IndexedValueType.Double,
        ["Bool"] = IndexedValueType.Bool,
        ["Datetime"] = IndexedValueType.Datetime,
    });

    public static ListQuery Parse(string query) => ListQuery.Parse(query, Types);

    public static Memo Memo(string note) => new() { Fields = { ["note"] = Payload($"\"{note}\"") } };

    /// <summary>Search attributes, with their types, by their values in JSON.</summary>
    public static SearchAttributes Attributes(params (string Name, string Json)[] values)
    {
        var attributes = new SearchAttributes();
        foreach (var (name, json) in values)
        {
            attributes.IndexedFields[name] = Payload(json);
        }

        Assert.Null(SearchAttributeRules.CheckValues(Types, attributes));
        return SearchAttributeRules.WithTypes(Types, attributes)!;
    }

    private static Payload Payload(string json)
    {
        var payload = new Payload { Data = ByteString.CopyFromUtf8(json) };
        payload.Metadata["encoding"] = ByteString.CopyFromUtf8("json/plain");
        return payload;
    }
}
