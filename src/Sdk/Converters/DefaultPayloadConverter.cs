using System.Text.Json;
using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Converters;

/// <summary>
/// Tries a list of encodings in order: the first that accepts a value writes it. A payload names the encoding to read
/// it.
/// The default order is that of Temporal's SDKs: null, bytes, protobuf as JSON, protobuf, JSON.
/// </summary>
public class DefaultPayloadConverter : IPayloadConverter, IWithSerializationContext<IPayloadConverter>
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
        IndexedEncodingConverters = Indexed(encodingConverters);
    }

    /// <summary>The encodings, in the order in which they are tried.</summary>
    public IReadOnlyCollection<IEncodingConverter> EncodingConverters { get; private set; }

    /// <summary>The encodings by the bytes of their names.</summary>
    protected IReadOnlyDictionary<ByteString, IEncodingConverter> IndexedEncodingConverters { get; private set; }

    /// <summary>
    /// Whether it may be another one in another context: an encoding depends on it, or a derived class may.
    /// </summary>
    internal bool IsContextual => GetType() != typeof(DefaultPayloadConverter) || HasContextualEncodings;

    private bool HasContextualEncodings =>
        EncodingConverters.Any(static one => one is IWithSerializationContext<IEncodingConverter>);

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
                return payload ?? throw new InvalidOperationException(
                    $"{encoding.GetType()} accepted a value, but made no payload of it");
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

    /// <summary>
    /// The converter for one workflow or activity: each encoding that implements
    /// <see cref="IWithSerializationContext{T}"/> is replaced by the one that it makes for the context.
    /// </summary>
    /// <param name="context">The workflow or activity.</param>
    /// <returns>This converter, if no encoding changes; else a copy, which has the same type.</returns>
    /// <exception cref="InvalidOperationException">An encoding returned null.</exception>
    public virtual IPayloadConverter WithSerializationContext(ISerializationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!HasContextualEncodings)
        {
            return this;
        }

        var encodings = new IEncodingConverter[EncodingConverters.Count];
        var place = 0;
        foreach (var encoding in EncodingConverters)
        {
            encodings[place++] = ContextualConverters.In(encoding, context);
        }

        if (encodings.SequenceEqual(EncodingConverters, ReferenceEqualityComparer.Instance))
        {
            return this;
        }

        var copy = (DefaultPayloadConverter)MemberwiseClone();
        copy.EncodingConverters = encodings;
        copy.IndexedEncodingConverters = Indexed(encodings);
        return copy;
    }

    private static Dictionary<ByteString, IEncodingConverter> Indexed(IEncodingConverter[] encodings) =>
        encodings.ToDictionary(encoding => ByteString.CopyFromUtf8(encoding.Encoding));
}
