using System.Globalization;
using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>Reads one of the details of a heartbeat.</summary>
internal static class HeartbeatDetail
{
    /// <summary>One detail, by its index in the arguments of Heartbeat.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no detail with this index.</exception>
    /// <exception cref="InvalidCastException">The detail has another type.</exception>
    public static async Task<T> ReadAsync<T>(DataConverter converter, IReadOnlyCollection<Payload> encoded, int index)
    {
        // A codec may have changed the number of payloads, so they are decoded together.
        var details = converter.PayloadCodec is { } codec && encoded.Count > 0
            ? PayloadCodecExtensions.Checked(await codec.DecodeAsync(encoded).ConfigureAwait(false))
            : encoded;
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, details.Count);
        return TypedValue.Read<T>(
            converter.PayloadConverter,
            details.ElementAt(index),
            "The heartbeat detail at place",
            index.ToString(CultureInfo.InvariantCulture));
    }
}
