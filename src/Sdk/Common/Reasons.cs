using System.Text;

namespace Cairn.Common;

/// <summary>Refuses reasons that no message can carry, by the name of the option.</summary>
internal static class Reasons
{
    // A message with it must stay below the 4 MiB that servers and clients of gRPC take.
    private const int MostBytes = 1024 * 1024;

    /// <summary>The reason; empty if it is null.</summary>
    /// <param name="reason">Why something is cancelled or terminated.</param>
    /// <param name="name">The name of the option or parameter.</param>
    /// <exception cref="ArgumentException">It is longer than 1 MiB, or not valid Unicode.</exception>
    public static string Checked(string? reason, string name)
    {
        RecordedText.RequireWhole(reason, name);
        return Encoding.UTF8.GetByteCount(reason ?? string.Empty) is > MostBytes and var length
            ? throw new ArgumentException(
                FormattableString.Invariant(
                    $"A reason has at most {MostBytes:N0} bytes, but this one has {length:N0}"),
                name)
            : reason ?? string.Empty;
    }
}
