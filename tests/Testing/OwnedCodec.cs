using Cairn.Api.Common.V1;
using Cairn.Converters;
using Google.Protobuf;

namespace Cairn.Tests.Testing;

/// <summary>A codec that writes the id of its workflow into payloads, and reads only those of its workflow.</summary>
internal sealed class OwnedCodec(string owner) : IPayloadCodec, IWithSerializationContext<IPayloadCodec>
{
    public IPayloadCodec WithSerializationContext(ISerializationContext context) =>
        new OwnedCodec(((ISerializationContext.IHasWorkflow)context).WorkflowId!);

    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(payload => new Payload
        {
            Metadata = { ["owner"] = ByteString.CopyFromUtf8(owner) }, Data = payload.ToByteString(),
        })]);

    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(payload =>
            payload.Metadata["owner"].ToStringUtf8() == owner
                ? Payload.Parser.ParseFrom(payload.Data)
                : throw new InvalidOperationException($"{payload.Metadata["owner"].ToStringUtf8()} is not {owner}"))]);
}
