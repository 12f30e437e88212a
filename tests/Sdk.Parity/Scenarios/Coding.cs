using Google.Protobuf;

namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>A codec that anybody can undo, and a failure converter that sends messages and stacks through it.</summary>
internal sealed class Coding : IPayloadCodec
{
    private const string Encoding = "binary/inverted";

    /// <summary>The converter that uses it.</summary>
    public static DataConverter Converter { get; } = DataConverter.Default with
    {
        PayloadCodec = new Coding(),
        FailureConverter = new DefaultFailureConverter.WithEncodedCommonAttributes(),
    };

    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(payload => new Payload
        {
            Metadata = { ["encoding"] = ByteString.CopyFromUtf8(Encoding) },
            Data = Inverted(payload.ToByteString()),
        })]);

    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(payload =>
            payload.Metadata.TryGetValue("encoding", out var encoding) && encoding.ToStringUtf8() == Encoding
                ? Payload.Parser.ParseFrom(Inverted(payload.Data))
                : payload)]);

    private static ByteString Inverted(ByteString bytes) =>
        ByteString.CopyFrom([.. bytes.Select(one => (byte)~one)]);
}
