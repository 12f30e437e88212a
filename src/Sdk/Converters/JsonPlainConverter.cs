using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cairn.Api.Common.V1;
using Cairn.Generated;
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
    protected JsonSerializerOptions SerializerOptions { get; private init; } = WithPlainTypes(
        serializerOptions ?? throw new ArgumentNullException(nameof(serializerOptions)));

    /// <inheritdoc/>
    public virtual bool TryToPayload(object? value, out Payload? payload)
    {
        if (value is Task)
        {
            // System.Text.Json would block until the task ends and write it, but could never read it.
            throw new NotSupportedException("A task cannot be sent");
        }

        payload = EncodingMetadata.NewPayload(
            EncodingBytes, JsonSerializer.SerializeToUtf8Bytes(value, TypeInfoOf(typeof(object))));
        return true;
    }

    /// <inheritdoc/>
    public virtual object? ToValue(Payload payload, Type type)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(type);
        return JsonSerializer.Deserialize(payload.Data.Span, TypeInfoOf(type));
    }

    // Contexts that are generated for the types of a program seldom list the simple ones.
    private static JsonSerializerOptions WithPlainTypes(JsonSerializerOptions options) =>
        options.TypeInfoResolver is null or DefaultJsonTypeInfoResolver
            ? options
            : new(options)
            {
                TypeInfoResolver = JsonTypeInfoResolver.Combine(options.TypeInfoResolver, PlainJson.Default),
            };

    private JsonTypeInfo TypeInfoOf(Type type)
    {
        if (SerializerOptions.TypeInfoResolver is null)
        {
            if (MemberReflection.IsSupported)
            {
                UseReflection();
            }
            else
            {
                SerializerOptions.TypeInfoResolver = PlainJson.Default;
            }
        }

        return SerializerOptions.GetTypeInfo(type);
    }

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private void UseReflection()
    {
        if (JsonSerializer.IsReflectionEnabledByDefault)
        {
            SerializerOptions.MakeReadOnly(populateMissingResolver: true);
        }
        else
        {
            SerializerOptions.TypeInfoResolver = PlainJson.Default;
        }
    }
}
