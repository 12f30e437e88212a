using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>
/// Limits how long a worker waits for a codec, and keeps it off the worker's own threads. Without the limit, a codec
/// that never returns would hold a task, and its slot, for ever.
/// </summary>
/// <param name="inner">The user's codec.</param>
/// <param name="limit">How long one call may take.</param>
/// <param name="time">The clock.</param>
internal sealed class LimitedCodec(IPayloadCodec inner, TimeSpan limit, TimeProvider time)
    : IPayloadCodec, IWithSerializationContext<IPayloadCodec>
{
    /// <summary>The user's codec.</summary>
    public IPayloadCodec Inner => inner;

    /// <summary>The converter with its codec limited; the converter itself if it has no codec.</summary>
    public static DataConverter In(DataConverter converter, TimeSpan limit, TimeProvider time) =>
        converter.PayloadCodec is { } codec
            ? converter with { PayloadCodec = new LimitedCodec(codec, limit, time) }
            : converter;

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        LimitedAsync(payloads, inner.EncodeAsync, "encode");

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        LimitedAsync(payloads, inner.DecodeAsync, "decode");

    /// <inheritdoc/>
    public IPayloadCodec WithSerializationContext(ISerializationContext context)
    {
        var own = ContextualConverters.In(inner, context);
        return ReferenceEquals(own, inner) ? this : new LimitedCodec(own, limit, time);
    }

    private async Task<IReadOnlyCollection<Payload>> LimitedAsync(
        IReadOnlyCollection<Payload> payloads,
        Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> call,
        string what)
    {
        var working = Task.Run(() => call(payloads)
            ?? throw new InvalidOperationException(
                $"The payload codec {inner.GetType().Name} returned null instead of a task"));
        try
        {
            return await working.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!working.IsCompleted)
        {
            throw new TimeoutException(
                $"The payload codec {inner.GetType().Name} did not {what} {payloads.Count} payloads within {limit:c}");
        }
    }
}
