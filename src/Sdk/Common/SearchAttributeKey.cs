using Cairn.Api.Enums.V1;

namespace Cairn.Common;

/// <summary>A search attribute's name and the type of its values.</summary>
public class SearchAttributeKey : IComparable<SearchAttributeKey>, IEquatable<SearchAttributeKey>
{
    internal SearchAttributeKey(string name, IndexedValueType valueType)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        RecordedText.RequireWhole(name, "The name of a search attribute");
        (Name, ValueType) = (name, valueType);
    }

    /// <summary>The name.</summary>
    public string Name { get; private init; }

    /// <summary>The server's type of the values.</summary>
    public IndexedValueType ValueType { get; private init; }

    /// <summary>Whether both have the same name and type.</summary>
    public static bool operator ==(SearchAttributeKey? left, SearchAttributeKey? right) => Equals(left, right);

    /// <summary>Whether they differ in name or type.</summary>
    public static bool operator !=(SearchAttributeKey? left, SearchAttributeKey? right) => !Equals(left, right);

    /// <summary>Whether the left name comes first.</summary>
    public static bool operator <(SearchAttributeKey? left, SearchAttributeKey? right) => Compare(left, right) < 0;

    /// <summary>Whether the left name comes first or is the same.</summary>
    public static bool operator <=(SearchAttributeKey? left, SearchAttributeKey? right) => Compare(left, right) <= 0;

    /// <summary>Whether the right name comes first.</summary>
    public static bool operator >(SearchAttributeKey? left, SearchAttributeKey? right) => Compare(left, right) > 0;

    /// <summary>Whether the right name comes first or is the same.</summary>
    public static bool operator >=(SearchAttributeKey? left, SearchAttributeKey? right) => Compare(left, right) >= 0;

    /// <summary>A key of full texts; a filter finds any of their words.</summary>
    public static SearchAttributeKey<string> CreateText(string name) => new(name, IndexedValueType.Text);

    /// <summary>A key of texts that are compared as a whole.</summary>
    public static SearchAttributeKey<string> CreateKeyword(string name) => new(name, IndexedValueType.Keyword);

    /// <summary>A key of whole numbers.</summary>
    public static SearchAttributeKey<long> CreateLong(string name) => new(name, IndexedValueType.Int);

    /// <summary>A key of numbers.</summary>
    public static SearchAttributeKey<double> CreateDouble(string name) => new(name, IndexedValueType.Double);

    /// <summary>A key of Boolean values.</summary>
    public static SearchAttributeKey<bool> CreateBool(string name) => new(name, IndexedValueType.Bool);

    /// <summary>A key of points in time.</summary>
    public static SearchAttributeKey<DateTimeOffset> CreateDateTimeOffset(string name) =>
        new(name, IndexedValueType.Datetime);

    /// <summary>A key of lists of keywords; a filter finds any of them.</summary>
    public static SearchAttributeKey<IReadOnlyCollection<string>> CreateKeywordList(string name) =>
        new(name, IndexedValueType.KeywordList);

    /// <inheritdoc/>
    public int CompareTo(SearchAttributeKey? other) => Compare(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ValueType);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchAttributeKey);

    /// <inheritdoc/>
    public bool Equals(SearchAttributeKey? other) =>
        other is not null && Name == other.Name && ValueType == other.ValueType;

    private static int Compare(SearchAttributeKey? left, SearchAttributeKey? right) =>
        string.CompareOrdinal(left?.Name, right?.Name);
}
