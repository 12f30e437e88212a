using System.Security.Cryptography;
using System.Text;

namespace Cairn.Protocol;

/// <summary>Ids that are derived from a text: the same text always gives the same id.</summary>
internal static class HashedId
{
    /// <summary>A UUID of version 8: the first 128 bits of the SHA-256 of the text in UTF-8.</summary>
    public static string Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
