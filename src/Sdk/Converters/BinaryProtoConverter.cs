using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Converters;

/// <summary>
/// Encoding <c>binary/protobuf</c>: protobuf messages in wire format. By default it is only read, because
/// <see cref="JsonProtoConverter"/> comes before it.
/// </summary>
public class BinaryProtoConverter : IEncodingConverter
{
    private static readonly ByteString EncodingBytes = ByteString.CopyFromUtf8("binary/protobuf");

    /// <inheritdoc/>
    public string Encoding => "binary/protobuf";

    /// <inheritdoc/>
    public bool TryToPayload(object? value, out Payload? payload)
    {
        payload = null;
        if (value is not IMessage message)
        {
            return false;
        }

        payload = EncodingMetadata.NewPayload(EncodingBytes, message.ToByteArray());
        payload.Metadata[EncodingMetadata.MessageType] = ByteString.CopyFromUtf8(message.Descriptor.FullName);
        return true;
    }

    /// <inheritdoc/>
    public object? ToValue(Payload payload, Type type)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(type);
        return ProtobufTypes.DescriptorOf(type).Parser.ParseFrom(payload.Data);
    }
}
