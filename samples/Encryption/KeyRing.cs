using System.Security.Cryptography;
using System.Text;

namespace Encryption;

/// <summary>The keys of a program: one for what it writes, and older ones for what it reads.</summary>
/// <param name="Current">The name of the key for what is written.</param>
/// <param name="Older">The names of keys that were current before.</param>
public sealed record KeyRing(string Current, params string[] Older)
{
    /// <summary>The key of a name.</summary>
    /// <exception cref="CryptographicException">It is not on the ring.</exception>
    public byte[] Find(string name) => name == Current || Older.Contains(name)
        // A demonstration. Real keys come from a key vault, and are in no program.
        ? SHA256.HashData(Encoding.UTF8.GetBytes($"demonstration {name}"))
        : throw new CryptographicException($"The key {name} is not on the ring");
}
