using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Converters;

/// <summary>Encoding <c>json/protobuf</c>: protobuf messages as protobuf JSON.</summary>
public class JsonProtoConverter : IEncodingConverter
{
    private static readonly ByteString EncodingBytes = ByteString.CopyFromUtf8("json/protobuf");

    /// <summary>Creates a converter that writes standard protobuf JSON and ignores unknown fields.</summary>
    public JsonProtoConverter()
        : this(JsonFormatter.Default, new JsonParser(JsonParser.Settings.Default.WithIgnoreUnknownFields(true)))
    {
    }

    /// <summary>Creates a converter with another formatter and parser.</summary>
    public JsonProtoConverter(JsonFormatter formatter, JsonParser parser)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        ArgumentNullException.ThrowIfNull(parser);
        (Formatter, Parser) = (formatter, parser);
    }

    /// <inheritdoc/>
    public string Encoding => "json/protobuf";

    /// <summary>Writes messages.</summary>
    protected JsonFormatter Formatter { get; private init; }

    /// <summary>Reads messages.</summary>
    protected JsonParser Parser { get; private init; }

    /// <inheritdoc/>
    public bool TryToPayload(object? value, out Payload? payload)
    {
        payload = null;
        if (value is not IMessage message)
        {
            return false;
        }

        payload = EncodingMetadata.NewPayload(EncodingBytes, Utf8(message));
        payload.Metadata[EncodingMetadata.MessageType] = ByteString.CopyFromUtf8(message.Descriptor.FullName);
        return true;
    }

    /// <inheritdoc/>
    public object? ToValue(Payload payload, Type type)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(type);
        return Parser.Parse(payload.Data.ToStringUtf8(), ProtobufTypes.DescriptorOf(type));
    }

    private byte[] Utf8(IMessage message) => System.Text.Encoding.UTF8.GetBytes(Formatter.Format(message));
}
