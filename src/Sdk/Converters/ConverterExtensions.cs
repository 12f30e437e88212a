using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Converters;

/// <summary>Convenience methods of converters. The async ones apply the codec, the others do not.</summary>
public static class ConverterExtensions
{
    /// <summary>Converts and encodes values.</summary>
    public static Task<IReadOnlyCollection<Payload>> ToPayloadsAsync(
        this DataConverter converter, IReadOnlyCollection<object?> values)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(values);
        var payloads = converter.PayloadConverter.ToPayloads(values);
        return converter.PayloadCodec is { } codec && payloads.Count > 0
            ? codec.EncodeAsync(payloads)
            : Task.FromResult(payloads);
    }

    /// <summary>Converts and encodes a value.</summary>
    public static Task<Payload> ToPayloadAsync(this DataConverter converter, object? value)
    {
        ArgumentNullException.ThrowIfNull(converter);
        var payload = converter.PayloadConverter.ToPayload(value);
        return converter.PayloadCodec is { } codec ? codec.EncodeSingleAsync(payload) : Task.FromResult(payload);
    }

    /// <summary>Decodes and converts a payload.</summary>
    public static async Task<T> ToValueAsync<T>(this DataConverter converter, Payload payload)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(payload);
        return (T)(await converter.ToValueAsync(payload, typeof(T)).ConfigureAwait(false))!;
    }

    /// <summary>Decodes and converts a payload.</summary>
    public static async Task<object?> ToValueAsync(this DataConverter converter, Payload payload, Type type)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(type);
        if (converter.PayloadCodec is { } codec)
        {
            payload = await codec.DecodeSingleAsync(payload).ConfigureAwait(false);
        }

        return converter.PayloadConverter.ToValue(payload, type);
    }

    /// <summary>Decodes and converts a single payload.</summary>
    /// <exception cref="ArgumentException">There is no payload, or more than one.</exception>
    public static async Task<T> ToSingleValueAsync<T>(
        this DataConverter converter, IReadOnlyCollection<Payload> payloads)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(payloads);
        return (T)(await converter.ToSingleValueAsync(payloads, typeof(T)).ConfigureAwait(false))!;
    }

    /// <summary>Decodes and converts a single payload.</summary>
    /// <exception cref="ArgumentException">There is no payload, or more than one.</exception>
    public static async Task<object?> ToSingleValueAsync(
        this DataConverter converter, IReadOnlyCollection<Payload> payloads, Type type)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(payloads);
        ArgumentNullException.ThrowIfNull(type);
        if (converter.PayloadCodec is { } codec && payloads.Count > 0)
        {
            payloads = PayloadCodecExtensions.Checked(await codec.DecodeAsync(payloads).ConfigureAwait(false));
        }

        return payloads.Count == 1
            ? converter.PayloadConverter.ToValue(payloads.First(), type)
            : throw new ArgumentException($"Expected 1 value, found {payloads.Count}", nameof(payloads));
    }

    /// <summary>Decodes a failure and converts it to an exception. It does not throw the exception.</summary>
    public static async Task<Exception> ToExceptionAsync(this DataConverter converter, Failure failure)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(failure);
        return converter.FailureConverter.ToException(
            await converter.PayloadCodec.DecodedAsync(failure).ConfigureAwait(false), converter.PayloadConverter);
    }

    /// <summary>Converts an exception to a failure and encodes it.</summary>
    public static async Task<Failure> ToFailureAsync(this DataConverter converter, Exception exc)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(exc);
        return await converter.PayloadCodec.EncodedAsync(
            converter.FailureConverter.ToFailure(exc, converter.PayloadConverter)).ConfigureAwait(false);
    }

    /// <summary>Converts values, without encoding.</summary>
    public static IReadOnlyCollection<Payload> ToPayloads(
        this IPayloadConverter converter, IReadOnlyCollection<object?> values)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return [];
        }

        var payloads = new Payload[values.Count];
        var place = 0;
        foreach (var value in values)
        {
            payloads[place++] = converter.ToPayload(value);
        }

        return payloads;
    }

    /// <summary>Converts a payload, without decoding.</summary>
    public static T ToValue<T>(this IPayloadConverter converter, Payload payload)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(payload);
        return (T)converter.ToValue(payload, typeof(T))!;
    }

    /// <summary>Converts a raw value, without decoding.</summary>
    public static T ToValue<T>(this IPayloadConverter converter, IRawValue rawValue)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(rawValue);
        return converter.ToValue<T>(rawValue.Payload);
    }

    /// <summary>Converts a value to a raw value, without encoding.</summary>
    public static RawValue ToRawValue(this IPayloadConverter converter, object? value)
    {
        ArgumentNullException.ThrowIfNull(converter);
        return new(converter.ToPayload(value));
    }
}
