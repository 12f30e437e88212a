using System.Collections.Concurrent;
using System.Text.Json;
using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Converters;
using Google.Protobuf;

namespace Cairn.Tests.Embedded;

/// <summary>
/// A converter and a codec that write the context into each payload, and refuse a payload of another context. All of
/// them note the contexts that they had.
/// </summary>
internal static class SigningConverter
{
    /// <summary>A converter whose parts note their contexts; null stands for none.</summary>
    public static (DataConverter Converter, ConcurrentDictionary<string, int> Contexts) New()
    {
        var contexts = new ConcurrentDictionary<string, int>();
        return (
            new(
                new DefaultPayloadConverter(new BinaryNullConverter(), new Encoding(contexts, null)),
                new Failures(contexts, null),
                new Codec(contexts, null)),
            contexts);
    }

    private static string Note(ConcurrentDictionary<string, int> contexts, string who, ISerializationContext? context)
    {
        var text = context?.ToString() ?? "none";
        contexts.AddOrUpdate($"{who}: {text}", 1, (_, count) => count + 1);
        return text;
    }

    private static void Check(Payload payload, string key, string context)
    {
        var signed = payload.Metadata[key].ToStringUtf8();
        if (signed != context)
        {
            throw new InvalidOperationException($"A payload of {signed} came to {context}");
        }
    }

    private sealed class Encoding(ConcurrentDictionary<string, int> contexts, ISerializationContext? context)
        : JsonPlainConverter(new JsonSerializerOptions()), IWithSerializationContext<IEncodingConverter>
    {
        public IEncodingConverter WithSerializationContext(ISerializationContext other) =>
            new Encoding(contexts, other);

        public override bool TryToPayload(object? value, out Payload? payload)
        {
            var made = base.TryToPayload(value, out payload);
            payload!.Metadata["converted"] = ByteString.CopyFromUtf8(Note(contexts, "converter", context));
            return made;
        }

        public override object? ToValue(Payload payload, Type type)
        {
            Check(payload, "converted", Note(contexts, "converter", context));
            return base.ToValue(payload, type);
        }
    }

    private sealed class Failures(ConcurrentDictionary<string, int> contexts, ISerializationContext? context)
        : DefaultFailureConverter, IWithSerializationContext<IFailureConverter>
    {
        public IFailureConverter WithSerializationContext(ISerializationContext other) =>
            new Failures(contexts, other);

        public override Failure ToFailure(Exception exception, IPayloadConverter payloadConverter)
        {
            Note(contexts, "failures", context);
            return base.ToFailure(exception, payloadConverter);
        }

        public override Exception ToException(Failure failure, IPayloadConverter payloadConverter)
        {
            Note(contexts, "failures", context);
            return base.ToException(failure, payloadConverter);
        }
    }

    private sealed class Codec(ConcurrentDictionary<string, int> contexts, ISerializationContext? context)
        : IPayloadCodec, IWithSerializationContext<IPayloadCodec>
    {
        public IPayloadCodec WithSerializationContext(ISerializationContext other) => new Codec(contexts, other);

        public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads)
        {
            var text = Note(contexts, "codec", context);
            return Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(payload => new Payload
            {
                Metadata = { ["encoded"] = ByteString.CopyFromUtf8(text) },
                Data = payload.ToByteString(),
            })]);
        }

        public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads)
        {
            var text = Note(contexts, "codec", context);
            return Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(payload =>
            {
                Check(payload, "encoded", text);
                return Payload.Parser.ParseFrom(payload.Data);
            })]);
        }
    }
}
