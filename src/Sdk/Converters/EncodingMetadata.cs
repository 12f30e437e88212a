using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Converters;

/// <summary>The metadata keys of payloads that are part of the wire contract.</summary>
internal static class EncodingMetadata
{
    public const string Encoding = "encoding";
    public const string MessageType = "messageType";

    /// <summary>A payload of that encoding. The bytes are not copied and must not change afterwards.</summary>
    public static Payload NewPayload(ByteString encoding, byte[] data)
    {
        var payload = new Payload { Data = UnsafeByteOperations.UnsafeWrap(data) };
        payload.Metadata.Add(Encoding, encoding);
        return payload;
    }
}
