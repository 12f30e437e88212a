using System.Globalization;
using Cairn.Api.Common.V1;
using Cairn.Converters;

namespace Cairn.Exceptions;

/// <summary>Details that came over the wire; each is converted when it is read.</summary>
/// <param name="Converter">Converts them.</param>
/// <param name="Payloads">The details; null means none.</param>
public record InboundFailureDetails(IPayloadConverter Converter, IReadOnlyCollection<Payload>? Payloads)
    : IFailureDetails
{
    /// <inheritdoc/>
    public int Count => Payloads?.Count ?? 0;

    /// <inheritdoc/>
    public T ElementAt<T>(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return TypedValue.Read<T>(
            Converter,
            Payloads!.ElementAt(index),
            "The detail of the failure at place",
            index.ToString(CultureInfo.InvariantCulture));
    }
}
