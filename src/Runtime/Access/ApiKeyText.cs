using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cairn.Runtime.Access;

/// <summary>The text of an API key: <c>cairn_ID_SECRET</c>, where the secret has 256 random bits.</summary>
/// <param name="Id">By which the key is found.</param>
/// <param name="Secret">By which its holder is known.</param>
internal sealed record ApiKeyText(string Id, string Secret)
{
    /// <summary>How each begins: it distinguishes keys from tokens, and finds those that leaked.</summary>
    public const string Prefix = "cairn_";

    private const int IdBytes = 8;
    private const int SecretBytes = 32;

    /// <summary>A new key.</summary>
    public static ApiKeyText New() => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Reads a text; null if it is none.</summary>
    public static ApiKeyText? Read(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length..].Split('_', 2) is [var id, var secret]
            ? new(id, secret)
            : null;

    /// <summary>What the server keeps of the secret. It is random, so one round is enough.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    /// <summary>The whole text.</summary>
    public override string ToString() => $"{Prefix}{Id}_{Secret}";
}
