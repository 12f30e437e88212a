using Google.Protobuf;

namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>
/// A codec that anybody can undo, and a failure converter that sends messages and stacks through it. The codec writes
/// down the workflow or activity that it has as its context, and refuses what was written for another one.
/// </summary>
internal sealed class Coding(ISerializationContext? context = null)
    : IPayloadCodec, IWithSerializationContext<IPayloadCodec>
{
    private const string Encoding = "binary/inverted", Owner = "owner";

    /// <summary>The converter that uses it.</summary>
    public static DataConverter Converter { get; } = DataConverter.Default with
    {
        PayloadCodec = new Coding(),
        FailureConverter = new DefaultFailureConverter.WithEncodedCommonAttributes(),
    };

    private string Context => context switch
    {
        ISerializationContext.Activity { IsLocal: true } local => $"local activity of {local.WorkflowId}",
        ISerializationContext.Activity activity => $"activity of {activity.WorkflowType} {activity.WorkflowId}",
        ISerializationContext.Workflow workflow => $"workflow {workflow.Namespace} {workflow.WorkflowId}",
        _ => "nothing",
    };

    public IPayloadCodec WithSerializationContext(ISerializationContext other) => new Coding(other);

    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(payload => new Payload
        {
            Metadata =
            {
                ["encoding"] = ByteString.CopyFromUtf8(Encoding), [Owner] = ByteString.CopyFromUtf8(Context),
            },
            Data = Inverted(payload.ToByteString()),
        })]);

    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(Decoded)]);

    private Payload Decoded(Payload payload)
    {
        if (!payload.Metadata.TryGetValue("encoding", out var encoding) || encoding.ToStringUtf8() != Encoding)
        {
            return payload;
        }

        var owner = payload.Metadata[Owner].ToStringUtf8();
        return owner == Context
            ? Payload.Parser.ParseFrom(Inverted(payload.Data))
            : throw new InvalidOperationException($"What was encoded for {owner} is decoded for {Context}");
    }

    private static ByteString Inverted(ByteString bytes) =>
        ByteString.CopyFrom([.. bytes.Select(one => (byte)~one)]);
}
