using System.Text.Json.Serialization.Metadata;

namespace Cairn.Converters;

/// <summary>Converts between .NET values and what is sent and stored.</summary>
/// <param name="PayloadConverter">Converts values to payloads and back.</param>
/// <param name="FailureConverter">Converts exceptions to failures and back.</param>
/// <param name="PayloadCodec">Transforms payloads, for example by encryption; null means none.</param>
public record DataConverter(
    IPayloadConverter PayloadConverter, IFailureConverter FailureConverter, IPayloadCodec? PayloadCodec = null)
{
    /// <summary>JSON by System.Text.Json, protobuf as protobuf JSON, bytes and null unchanged; no codec.</summary>
    public static DataConverter Default { get; } = new(new DefaultPayloadConverter(), new DefaultFailureConverter());

    /// <summary>
    /// The default converter with the JSON of a program's own types, for programs that are trimmed or compiled ahead of
    /// time: <c>DataConverter.ForJson(MyJsonContext.Default)</c>. Simple types need not be listed.
    /// </summary>
    /// <param name="types">The JSON of the types of arguments, results and details.</param>
    public static DataConverter ForJson(IJsonTypeInfoResolver types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return Default with
        {
            PayloadConverter = new DefaultPayloadConverter(
                new System.Text.Json.JsonSerializerOptions { TypeInfoResolver = types }),
        };
    }
}
