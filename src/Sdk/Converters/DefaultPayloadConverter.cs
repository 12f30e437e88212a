using System.Text.Json;
using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Converters;

/// <summary>
/// Tries a list of encodings in order: the first that accepts a value writes it. A payload names the encoding to read
/// it.
/// The default order is that of Temporal's SDKs: null, bytes, protobuf as JSON, protobuf, JSON.
/// </summary>
public class DefaultPayloadConverter : IPayloadConverter
{
    /// <summary>Creates a converter with the default encodings.</summary>
    public DefaultPayloadConverter()
        : this(new JsonSerializerOptions())
    {
    }

    /// <summary>Creates a converter with the default encodings and JSON options.</summary>
    public DefaultPayloadConverter(JsonSerializerOptions jsonSerializerOptions)
        : this(
            new BinaryNullConverter(),
            new BinaryPlainConverter(),
            new JsonProtoConverter(),
            new BinaryProtoConverter(),
            new JsonPlainConverter(
                jsonSerializerOptions ?? throw new ArgumentNullException(nameof(jsonSerializerOptions))))
    {
    }

    /// <summary>Creates a converter with other encodings, in the order in which they are tried.</summary>
    public DefaultPayloadConverter(params IEncodingConverter[] encodingConverters)
    {
        ArgumentNullException.ThrowIfNull(encodingConverters);
        EncodingConverters = encodingConverters;
        IndexedEncodingConverters = encodingConverters.ToDictionary(c => ByteString.CopyFromUtf8(c.Encoding));
    }

    /// <summary>The encodings, in the order in which they are tried.</summary>
    public IReadOnlyCollection<IEncodingConverter> EncodingConverters { get; private init; }

    /// <summary>The encodings by the bytes of their names.</summary>
    protected IReadOnlyDictionary<ByteString, IEncodingConverter> IndexedEncodingConverters { get; private init; }

    /// <inheritdoc/>
    public Payload ToPayload(object? value)
    {
        if (value is IRawValue raw)
        {
            return raw.Payload;
        }

        foreach (var encoding in EncodingConverters)
        {
            if (encoding.TryToPayload(value, out var payload))
            {
                return payload;
            }
        }

        throw new ArgumentException($"No encoding takes a value of type {value?.GetType()}", nameof(value));
    }

    /// <inheritdoc/>
    public object? ToValue(Payload payload, Type type)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(type);
        if (type.IsAssignableFrom(typeof(RawValue)) && type != typeof(object))
        {
            return new RawValue(payload);
        }

        if (!payload.Metadata.TryGetValue(EncodingMetadata.Encoding, out var name))
        {
            throw new ArgumentException("Payload has no encoding in its metadata", nameof(payload));
        }

        return IndexedEncodingConverters.TryGetValue(name, out var encoding)
            ? encoding.ToValue(payload, type)
            : throw new ArgumentException(
                $"Unknown payload encoding '{name.ToStringUtf8()}', known: " +
                string.Join(", ", EncodingConverters.Select(c => c.Encoding)),
                nameof(payload));
    }
}
