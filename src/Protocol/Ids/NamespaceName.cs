using System.Security.Cryptography;
using System.Text;

namespace Cairn.Protocol;

/// <summary>The name of a namespace.</summary>
public readonly record struct NamespaceName(string Value)
{
    /// <summary>The id of the namespace on the wire: a UUID of version 8 that follows from its name.</summary>
    public string ToId()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"namespace/{Value}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
