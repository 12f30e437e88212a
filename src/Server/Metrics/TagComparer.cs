namespace Cairn.Server.Metrics;

/// <summary>Finds a series by the tags of a measurement, without a copy of them.</summary>
internal sealed class TagComparer :
    IEqualityComparer<KeyValuePair<string, object?>[]>,
    IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
{
    /// <summary>The only one.</summary>
    public static readonly TagComparer One = new();

    private TagComparer()
    {
    }

    /// <inheritdoc/>
    public bool Equals(KeyValuePair<string, object?>[]? x, KeyValuePair<string, object?>[]? y) =>
        Equals((ReadOnlySpan<KeyValuePair<string, object?>>)x, y!);

    /// <inheritdoc/>
    public int GetHashCode(KeyValuePair<string, object?>[] obj) =>
        GetHashCode((ReadOnlySpan<KeyValuePair<string, object?>>)obj);

    /// <inheritdoc/>
    public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) =>
        alternate.ToArray();

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, KeyValuePair<string, object?>[] other)
    {
        if (alternate.Length != other.Length)
        {
            return false;
        }

        for (var i = 0; i < alternate.Length; i++)
        {
            if (!Equals(alternate[i].Value, other[i].Value) || alternate[i].Key != other[i].Key)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
    {
        // The names of the labels of one metric are nearly always the same.
        var hash = alternate.Length;
        foreach (var (_, value) in alternate)
        {
            hash = (hash * 31) + (value?.GetHashCode() ?? 0);
        }

        return hash;
    }
}
