using System.Text.Json;
using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Converters;

/// <summary>Encoding <c>json/plain</c>: everything that System.Text.Json can write.</summary>
/// <param name="serializerOptions">The options of the serializer.</param>
public class JsonPlainConverter(JsonSerializerOptions serializerOptions) : IEncodingConverter
{
    private static readonly ByteString EncodingBytes = ByteString.CopyFromUtf8("json/plain");

    /// <inheritdoc/>
    public virtual string Encoding => "json/plain";

    /// <summary>The options of the serializer.</summary>
    protected JsonSerializerOptions SerializerOptions { get; private init; } =
        serializerOptions ?? throw new ArgumentNullException(nameof(serializerOptions));

    /// <inheritdoc/>
    public virtual bool TryToPayload(object? value, out Payload? payload)
    {
        if (value is Task)
        {
            // System.Text.Json would block until the task ends and write it, but could never read it.
            throw new NotSupportedException("A task cannot be sent");
        }

        payload = EncodingMetadata.NewPayload(
            EncodingBytes, JsonSerializer.SerializeToUtf8Bytes(value, SerializerOptions));
        return true;
    }

    /// <inheritdoc/>
    public virtual object? ToValue(Payload payload, Type type)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(type);
        return JsonSerializer.Deserialize(payload.Data.Span, type, SerializerOptions);
    }
}
