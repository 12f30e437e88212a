using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Cairn.Activities;

/// <summary>Makes the key that all attempts of one activity share.</summary>
internal static class IdempotencyKeys
{
    /// <summary>
    /// A UUID of version 8: the first bits of SHA-256 over the parts, each as UTF-8 after its length in four bytes.
    /// </summary>
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part ?? string.Empty);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        var id = hash.GetHashAndReset().AsSpan(0, 16);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true).ToString();
    }
}
