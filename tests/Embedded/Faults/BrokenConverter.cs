using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Converters;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>A payload codec, a payload converter and a failure converter that break when they meet a word.</summary>
/// <param name="word">Values that contain it break them.</param>
/// <param name="hangs">Whether they never return, instead of throwing.</param>
public sealed class BrokenConverter(string word, bool hangs = false)
    : IPayloadCodec, IPayloadConverter, IFailureConverter
{
    private readonly IPayloadConverter inner = DataConverter.Default.PayloadConverter;

    public async Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads)
    {
        await BreakAsync(payloads, "encode");
        return payloads;
    }

    public async Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads)
    {
        await BreakAsync(payloads, "decode");
        return payloads;
    }

    public Payload ToPayload(object? value)
    {
        var payload = inner.ToPayload(value);
        return Has(payload, "convert") ? throw new InvalidOperationException("broken: convert") : payload;
    }

    public object? ToValue(Payload payload, Type type) => Has(payload, "read")
        ? throw new InvalidOperationException("broken: read")
        : inner.ToValue(payload, type);

    public Failure ToFailure(Exception exception, IPayloadConverter payloadConverter) =>
        exception.Message.Contains(word, StringComparison.Ordinal)
            ? throw new InvalidOperationException("broken: failure")
            : new DefaultFailureConverter().ToFailure(exception, payloadConverter);

    public Exception ToException(Failure failure, IPayloadConverter payloadConverter) =>
        new DefaultFailureConverter().ToException(failure, payloadConverter);

    private async Task BreakAsync(IReadOnlyCollection<Payload> payloads, string how)
    {
        if (payloads.Any(payload => Has(payload, how)))
        {
            if (hangs)
            {
                await new TaskCompletionSource().Task;
            }

            throw new InvalidOperationException($"broken: {how}");
        }
    }

    private bool Has(Payload payload, string how) =>
        payload.Data.ToStringUtf8().Contains($"{word} {how}", StringComparison.Ordinal);
}
