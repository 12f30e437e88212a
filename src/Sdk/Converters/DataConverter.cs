namespace Cairn.Converters;

/// <summary>All that stands between .NET values and what is sent and stored.</summary>
/// <param name="PayloadConverter">Turns values into payloads and back.</param>
/// <param name="FailureConverter">Turns exceptions into failures and back.</param>
/// <param name="PayloadCodec">Transforms payloads on their way out and in; null means not at all.</param>
public record DataConverter(
    IPayloadConverter PayloadConverter, IFailureConverter FailureConverter, IPayloadCodec? PayloadCodec = null)
{
    /// <summary>JSON by System.Text.Json, protobuf as protobuf JSON, bytes and null as they are; no codec.</summary>
    public static DataConverter Default { get; } = new(new DefaultPayloadConverter(), new DefaultFailureConverter());
}
