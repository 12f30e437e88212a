using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Engine.Visibility;

/// <summary>Payloads that the engine writes itself, in JSON, which clients of every language read.</summary>
internal static partial class JsonPayloads
{
    private static readonly Json Unescaped = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>A text; null becomes JSON's null.</summary>
    public static Payload Of(string? text) => Of(text, Json.Default.String!);

    /// <summary>A list of texts, without escapes.</summary>
    public static Payload Of(ImmutableList<string> texts) => Of(texts, Unescaped.ImmutableListString);

    private static Payload Of<T>(T value, JsonTypeInfo<T> type)
    {
        var payload = new Payload { Data = ByteString.CopyFromUtf8(JsonSerializer.Serialize(value, type)) };
        payload.Metadata["encoding"] = ByteString.CopyFromUtf8("json/plain");
        return payload;
    }

    /// <summary>The serializers, without reflection.</summary>
    [JsonSerializable(typeof(string))]
    [JsonSerializable(typeof(ImmutableList<string>))]
    private sealed partial class Json : JsonSerializerContext;
}
