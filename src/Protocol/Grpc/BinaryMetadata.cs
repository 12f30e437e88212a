using System.Buffers.Text;

namespace Cairn.Protocol.Grpc;

/// <summary>
/// Encodes bytes as metadata: in base64, under a name that ends in -bin. Padding is optional, as in gRPC over HTTP/2.
/// </summary>
internal static class BinaryMetadata
{
    private const string Suffix = "-bin";

    /// <summary>Whether metadata with this name are bytes.</summary>
    public static bool IsName(string name) => name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Encodes bytes.</summary>
    public static string ToText(byte[] value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <summary>Decodes a text.</summary>
    /// <exception cref="FormatException">It is not base64.</exception>
    public static byte[] FromText(string text) => Convert.FromBase64String(Padded(text));

    /// <summary>Whether a text is valid base64.</summary>
    public static bool IsText(string text) => Base64.IsValid(text) || Base64.IsValid(Padded(text));

    private static string Padded(string text) => text.PadRight((text.Length + 3) / 4 * 4, '=');
}
