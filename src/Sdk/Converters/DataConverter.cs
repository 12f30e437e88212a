using System.Text.Json.Serialization.Metadata;

namespace Cairn.Converters;

/// <summary>Converts between .NET values and what is sent and stored.</summary>
/// <param name="PayloadConverter">Converts values to payloads and back.</param>
/// <param name="FailureConverter">Converts exceptions to failures and back.</param>
/// <param name="PayloadCodec">Transforms payloads, for example by encryption; null means none.</param>
public record DataConverter(
    IPayloadConverter PayloadConverter, IFailureConverter FailureConverter, IPayloadCodec? PayloadCodec = null)
    : IWithSerializationContext<DataConverter>
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

    /// <summary>
    /// The converter for one workflow or activity: each part that implements
    /// <see cref="IWithSerializationContext{T}"/> is replaced by the one that it makes for the context.
    /// </summary>
    /// <param name="context">The workflow or activity.</param>
    /// <returns>This converter, if no part changes.</returns>
    /// <exception cref="InvalidOperationException">A part returned null.</exception>
    public virtual DataConverter WithSerializationContext(ISerializationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var payloads = ContextualConverters.In(PayloadConverter, context);
        var failures = ContextualConverters.In(FailureConverter, context);
        var codec = PayloadCodec is null ? null : ContextualConverters.In(PayloadCodec, context);
        return ReferenceEquals(payloads, PayloadConverter) && ReferenceEquals(failures, FailureConverter)
            && ReferenceEquals(codec, PayloadCodec)
            ? this
            : this with { PayloadConverter = payloads, FailureConverter = failures, PayloadCodec = codec };
    }
}
