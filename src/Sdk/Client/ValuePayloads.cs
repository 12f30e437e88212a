using Cairn.Api.Common.V1;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>Converts values to messages and back, with the codec.</summary>
internal static class ValuePayloads
{
    /// <summary>The payloads of values; null if there are none.</summary>
    /// <param name="converter">Converts values to and from payloads.</param>
    /// <param name="values">The values; one that a server sent is returned unchanged.</param>
    /// <param name="call">The name of the call, for the error if one cannot be converted.</param>
    /// <exception cref="ArgumentException">One cannot be converted.</exception>
    public static async ValueTask<Payloads?> ToPayloadsAsync(
        DataConverter converter, IReadOnlyCollection<object?>? values, CallName call)
    {
        if (values is not { Count: > 0 })
        {
            return null;
        }

        var payloads = call.Convert(
            values, value => value is IEncodedRawValue raw ? raw.Payload : converter.PayloadConverter.ToPayload(value));
        if (converter.PayloadCodec is not { } codec)
        {
            return new() { Payloads_ = { payloads } };
        }

        if (!values.Any(value => value is IEncodedRawValue))
        {
            var changed = await codec.EncodeAsync(payloads).ConfigureAwait(false);
            return new() { Payloads_ = { PayloadCodecExtensions.Checked(changed) } };
        }

        var encoded = new Payloads();
        foreach (var (payload, value) in payloads.Zip(values))
        {
            encoded.Payloads_.Add(value is IEncodedRawValue ? payload : await codec.EncodeSingleAsync(payload)
                .ConfigureAwait(false));
        }

        return encoded;
    }

    /// <summary>The payload of a value; one that a server sent is returned unchanged.</summary>
    /// <param name="converter">Converts values to and from payloads.</param>
    /// <param name="value">The value.</param>
    /// <param name="what">Its description, for the error if it cannot be converted.</param>
    /// <exception cref="ArgumentException">It cannot be converted.</exception>
    public static async ValueTask<Payload> ToPayloadAsync(DataConverter converter, object? value, string what)
    {
        if (value is IEncodedRawValue raw)
        {
            return raw.Payload;
        }

        var payload = CallName.Convert(what, value, converter.PayloadConverter.ToPayload);
        return converter.PayloadCodec is { } codec ? await codec.EncodeSingleAsync(payload)
            .ConfigureAwait(false) : payload;
    }

    /// <summary>The single value of payloads; the default of the type if there is no payload.</summary>
    /// <typeparam name="T">The type that the caller asked for.</typeparam>
    /// <param name="converter">Converts values to and from payloads.</param>
    /// <param name="payloads">The payloads; null if there are none.</param>
    /// <param name="kind">The kind of value, for the error if it has another type.</param>
    /// <param name="name">The name or id of its owner, for that error.</param>
    /// <exception cref="InvalidCastException">The value has another type.</exception>
    /// <exception cref="ArgumentException">There is more than one.</exception>
    public static async ValueTask<T> SingleAsync<T>(
        DataConverter converter, Payloads? payloads, string kind, string name)
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
}
