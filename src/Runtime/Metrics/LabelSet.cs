using System.Diagnostics;

namespace Cairn.Runtime.Metrics;

/// <summary>The labels of a series. Names are those of Temporal's server where it has them.</summary>
/// <param name="tags">The labels.</param>
internal sealed class LabelSet(params KeyValuePair<string, object?>[] tags)
{
    /// <summary>The value of all labels of what exceeds the limit of a kind of labels.</summary>
    public const string Other = "other";

    /// <summary>The labels.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;

    /// <summary>The labels, for a measurement that is read when it is collected.</summary>
    public KeyValuePair<string, object?>[] ToArray() => tags;

    /// <summary>The labels and one more, whose values are few.</summary>
    public TagList With(string label, string value)
    {
        var list = new TagList(tags);
        list.Add(label, value);
        return list;
    }
}
