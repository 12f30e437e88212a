using System.Globalization;

namespace Cairn.Sdk.Replay;

/// <summary>Writes sequence numbers as ids.</summary>
internal static class Numbers
{
    /// <summary>The number in decimal, the form of timer ids and default activity ids.</summary>
    public static string ToText(uint seq) => seq.ToString(CultureInfo.InvariantCulture);
}
