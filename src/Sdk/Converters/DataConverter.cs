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
}
