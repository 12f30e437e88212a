using System.Globalization;

namespace Cairn.Sdk.Replay;

/// <summary>Sequence numbers as ids.</summary>
internal static class Numbers
{
    /// <summary>The number in decimal, as timer ids and default activity ids have it.</summary>
    public static string ToText(uint seq) => seq.ToString(CultureInfo.InvariantCulture);
}
