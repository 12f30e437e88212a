using Cairn.Api.Common.V1;
using Cairn.Converters;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Converters;

/// <summary>Writes each payload backwards into another one, and marks it.</summary>
internal sealed class ReversingCodec : IPayloadCodec
{
    private static readonly ByteString Mark = ByteString.CopyFromUtf8("reversed");

    public static bool Made(Payload payload) => payload.Metadata.TryGetValue("encoding", out var e) && e == Mark;

    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(p => new Payload
        {
            Metadata = { ["encoding"] = Mark },
            Data = Reversed(p.ToByteString()),
        })]);

    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>(
            [.. payloads.Select(p => Made(p) ? Payload.Parser.ParseFrom(Reversed(p.Data)) : p)]);

    private static ByteString Reversed(ByteString bytes) => ByteString.CopyFrom([.. bytes.Reverse()]);
}
