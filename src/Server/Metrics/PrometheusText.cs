using System.Globalization;
using System.Text;

namespace Cairn.Server.Metrics;

/// <summary>Writes names and texts as Prometheus reads them.</summary>
internal static class PrometheusText
{
    /// <summary>A name of a metric or a label: letters, digits and underscores; others become underscores.</summary>
    public static string Name(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        }

        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? $"_{text}" : text.ToString();
    }

    /// <summary>A description.</summary>
    public static string Help(string text) =>
        Whole(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>The labels of a series, without braces.</summary>
    public static string Labels(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(',', tags.Select(tag => $"{Name(tag.Key)}=\"{Value(tag.Value)}\""));

    private static string Value(object? value) =>
        Help(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
            .Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>Replaces halves of characters, which have no form in UTF-8.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
