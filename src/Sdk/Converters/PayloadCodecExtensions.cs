using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Converters;

/// <summary>Convenience methods of codecs.</summary>
public static class PayloadCodecExtensions
{
    /// <summary>Encodes one payload.</summary>
    /// <exception cref="InvalidOperationException">The codec did not return exactly one payload.</exception>
    public static async Task<Payload> EncodeSingleAsync(this IPayloadCodec codec, Payload payload)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(payload);
        return Single(await codec.EncodeAsync([payload]).ConfigureAwait(false));
    }

    /// <summary>Decodes one payload.</summary>
    /// <exception cref="InvalidOperationException">The codec did not return exactly one payload.</exception>
    public static async Task<Payload> DecodeSingleAsync(this IPayloadCodec codec, Payload payload)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(payload);
        return Single(await codec.DecodeAsync([payload]).ConfigureAwait(false));
    }

    /// <summary>Encodes every payload of a failure and of its causes, in place.</summary>
    public static Task EncodeFailureAsync(this IPayloadCodec codec, Failure failure)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(failure);
        return PayloadCodecVisitor.VisitAsync(failure, new(codec.EncodeAsync));
    }

    /// <summary>Decodes every payload of a failure and of its causes, in place.</summary>
    public static Task DecodeFailureAsync(this IPayloadCodec codec, Failure failure)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(failure);
        return PayloadCodecVisitor.VisitAsync(failure, new(codec.DecodeAsync));
    }

    /// <summary>Checks the payloads that a codec returned.</summary>
    /// <exception cref="InvalidOperationException">They are null, or contain a null.</exception>
    internal static IReadOnlyCollection<Payload> Checked(IReadOnlyCollection<Payload>? payloads) =>
        payloads is null || payloads.Any(payload => payload is null)
            ? throw new InvalidOperationException("Codec returned null instead of payloads")
            : payloads;

    internal static Payload Single(IReadOnlyCollection<Payload> payloads) => Checked(payloads).Count == 1
        ? payloads.First()
        : throw new InvalidOperationException($"Codec made {payloads.Count} payloads where there can be only one");
}
