using Cairn.Api.Common.V1;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>Converts the values of a client's calls to messages and back, with the codec.</summary>
/// <param name="client">Makes the calls.</param>
/// <param name="converter">The converter in the context of the call's workflow or activity.</param>
internal readonly struct ClientValues(ICairnClient client, DataConverter converter)
{
    /// <summary>Converts values to and from payloads.</summary>
    public DataConverter Converter => converter;

    /// <summary>The payloads of values; null if there are none.</summary>
    /// <param name="values">The values; one that a server sent is returned unchanged.</param>
    /// <param name="call">The name of the call, for the error.</param>
    /// <exception cref="ArgumentException">
    /// One cannot be converted, or they are larger than the server takes.
    /// </exception>
    public async ValueTask<Payloads?> ToPayloadsAsync(IReadOnlyCollection<object?>? values, CallName call)
    {
        if (values is not { Count: > 0 })
        {
            return null;
        }

        var payloads = new Payloads { Payloads_ = { await EncodedAsync(values, call).ConfigureAwait(false) } };
        await PayloadSizes.CheckAsync(client, payloads, call).ConfigureAwait(false);
        return payloads;
    }

    /// <summary>Headers, encoded; null if there are none.</summary>
    public async ValueTask<Header?> ToHeaderAsync(IDictionary<string, Payload>? headers)
    {
        if (headers is not { Count: > 0 })
        {
            return null;
        }

        var header = new Header();
        foreach (var (name, value) in headers)
        {
            header.Fields.Add(name, await EncodedAsync(value).ConfigureAwait(false));
        }

        return header;
    }

    /// <summary>A memo, encoded; null if there is none.</summary>
    /// <exception cref="ArgumentException">
    /// An entry cannot be converted, or it is larger than the server takes.
    /// </exception>
    public async ValueTask<Memo?> ToMemoAsync(IReadOnlyDictionary<string, object>? values)
    {
        if (values is not { Count: > 0 })
        {
            return null;
        }

        var memo = new Memo();
        foreach (var (name, value) in values)
        {
            RecordedText.RequireWhole(name, "The name of a memo entry");
            memo.Fields.Add(name, await EntryAsync($"Memo entry {name}", value).ConfigureAwait(false));
        }

        await PayloadSizes.CheckAsync(client, memo).ConfigureAwait(false);
        return memo;
    }

    /// <summary>The payload of a text; null if there is none.</summary>
    public async ValueTask<Payload?> ToPayloadAsync(string? text) =>
        text is null ? null : await converter.ToPayloadAsync(text).ConfigureAwait(false);

    /// <summary>The single value of payloads; the default of the type if there is no payload.</summary>
    /// <typeparam name="T">The type that the caller asked for.</typeparam>
    /// <param name="payloads">The payloads; null if there are none.</param>
    /// <param name="kind">The kind of value, for the error if it has another type.</param>
    /// <param name="name">The name or id of its owner, for that error.</param>
    /// <exception cref="InvalidCastException">The value has another type.</exception>
    /// <exception cref="ArgumentException">There is more than one.</exception>
    public async ValueTask<T> SingleAsync<T>(Payloads? payloads, string kind, string name)
    {
        if (payloads is null or { Payloads_.Count: 0 })
        {
            return default!;
        }

        IReadOnlyCollection<Payload> decoded = converter.PayloadCodec is { } codec
            ? await codec.DecodeAsync(payloads.Payloads_).ConfigureAwait(false)
            : payloads.Payloads_;
        return decoded.Count == 1
            ? TypedValue.Read<T>(converter.PayloadConverter, decoded.First(), kind, name)
            : throw new ArgumentException($"{kind} {name} is 1 value, but {decoded.Count} came", nameof(payloads));
    }

    private async ValueTask<IReadOnlyCollection<Payload>> EncodedAsync(
        IReadOnlyCollection<object?> values, CallName call)
    {
        var convert = converter.PayloadConverter;
        var payloads = call.Convert(
            values, value => value is IEncodedRawValue raw ? raw.Payload : convert.ToPayload(value));
        if (converter.PayloadCodec is not { } codec)
        {
            return payloads;
        }

        if (!values.Any(value => value is IEncodedRawValue))
        {
            return PayloadCodecExtensions.Checked(await codec.EncodeAsync(payloads).ConfigureAwait(false));
        }

        var encoded = new List<Payload>();
        foreach (var (payload, value) in payloads.Zip(values))
        {
            encoded.Add(value is IEncodedRawValue ? payload : await EncodedAsync(payload).ConfigureAwait(false));
        }

        return encoded;
    }

    private async ValueTask<Payload> EntryAsync(string what, object? value) => value is IEncodedRawValue raw
        ? raw.Payload
        : await EncodedAsync(CallName.Convert(what, value, converter.PayloadConverter.ToPayload)).ConfigureAwait(false);

    private async ValueTask<Payload> EncodedAsync(Payload payload) => converter.PayloadCodec is { } codec
        ? await codec.EncodeSingleAsync(payload).ConfigureAwait(false)
        : payload;
}
