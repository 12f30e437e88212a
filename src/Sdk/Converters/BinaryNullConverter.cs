using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Converters;

/// <summary>Encoding <c>binary/null</c>: null, and the result of a call that returns nothing.</summary>
public class BinaryNullConverter : IEncodingConverter
{
    private static readonly ByteString EncodingBytes = ByteString.CopyFromUtf8("binary/null");

    /// <inheritdoc/>
    public string Encoding => "binary/null";

    /// <inheritdoc/>
    public bool TryToPayload(object? value, out Payload? payload)
    {
        payload = value is null ? EncodingMetadata.NewPayload(EncodingBytes, []) : null;
        return payload is not null;
    }

    /// <inheritdoc/>
    public object? ToValue(Payload payload, Type type)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(type);
        return type switch
        {
            // The result of a call that returns nothing, for a caller that must name a type.
            _ when type == typeof(ValueTuple) => default(ValueTuple),
            { IsValueType: true } when Nullable.GetUnderlyingType(type) is null =>
                throw new ArgumentException($"Payload is null, which {type} cannot be", nameof(type)),
            _ => null,
        };
    }
}
