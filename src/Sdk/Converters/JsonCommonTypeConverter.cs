using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cairn.Converters;

/// <summary>
/// Reads JSON whose type is not known as common .NET types: an object as <c>Dictionary&lt;string, object?&gt;</c>, an
/// array as <c>List&lt;object?&gt;</c>, a number as <see cref="long"/> if it is a whole one that fits, else as
/// <see cref="double"/>. Values are written as what they are.
/// </summary>
public class JsonCommonTypeConverter : JsonConverter<object?>
{
    /// <summary>An instance to add to the converters of serializer options.</summary>
    public static readonly JsonCommonTypeConverter Instance = new();

    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is not well formed.</exception>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => JsonSerializer.Deserialize(
                ref reader, options.GetTypeInfo(typeof(Dictionary<string, object?>))),
            JsonTokenType.StartArray => JsonSerializer.Deserialize(
                ref reader, options.GetTypeInfo(typeof(List<object?>))),
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number when reader.TryGetInt64(out var whole) => whole,
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            _ => throw new JsonException($"{reader.TokenType} is no JSON value"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value?.GetType() is { } type && type != typeof(object))
        {
            JsonSerializer.Serialize(writer, value, options.GetTypeInfo(type));
        }
        else if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }
}
