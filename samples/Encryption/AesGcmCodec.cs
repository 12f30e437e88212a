using System.Security.Cryptography;
using Cairn.Api.Common.V1;
using Cairn.Converters;
using Google.Protobuf;

namespace Encryption;

/// <summary>
/// Encrypts each payload as a whole, its metadata too, before it leaves the process. The result has the name of the
/// key, a nonce that is used once, the tag that shows any change, and the encrypted bytes.
/// </summary>
/// <param name="keys">The keys.</param>
public sealed class AesGcmCodec(KeyRing keys) : IPayloadCodec
{
    private const string Encoding = "encoding";
    private const string KeyName = "key";

    private static readonly ByteString s_encrypted = ByteString.CopyFromUtf8("binary/encrypted");
    private static readonly int s_nonceSize = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int s_tagSize = AesGcm.TagByteSizes.MaxSize;

    public async Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        [.. payloads.Select(Encrypt)];

    // What was written before there was a codec passes through.
    public async Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        [.. payloads.Select(payload => IsEncrypted(payload) ? Decrypt(payload) : payload)];

    private static bool IsEncrypted(Payload payload) =>
        payload.Metadata.TryGetValue(Encoding, out var encoding) && encoding == s_encrypted;

    private Payload Encrypt(Payload payload)
    {
        var plain = payload.ToByteArray();
        var data = new byte[s_nonceSize + s_tagSize + plain.Length];
        var nonce = data.AsSpan(0, s_nonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Find(keys.Current), s_tagSize);
        aes.Encrypt(nonce, plain, data.AsSpan(s_nonceSize + s_tagSize), data.AsSpan(s_nonceSize, s_tagSize));
        return new()
        {
            Metadata = { [Encoding] = s_encrypted, [KeyName] = ByteString.CopyFromUtf8(keys.Current) },
            Data = ByteString.CopyFrom(data),
        };
    }

    private Payload Decrypt(Payload payload)
    {
        var data = payload.Data.Span;
        var plain = new byte[data.Length - s_nonceSize - s_tagSize];
        using var aes = new AesGcm(keys.Find(payload.Metadata[KeyName].ToStringUtf8()), s_tagSize);
        aes.Decrypt(data[..s_nonceSize], data[(s_nonceSize + s_tagSize)..], data.Slice(s_nonceSize, s_tagSize), plain);
        return Payload.Parser.ParseFrom(plain);
    }
}
