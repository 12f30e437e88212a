using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>
/// Converts values to payloads and back. It runs inside workflow code, so it must be deterministic.
/// </summary>
public interface IPayloadConverter
{
    /// <summary>Converts a value to a payload.</summary>
    /// <exception cref="ArgumentException">No encoding accepts the value.</exception>
    Payload ToPayload(object? value);

    /// <summary>Converts a payload to a value of the type.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown or does not fit the type.</exception>
    object? ToValue(Payload payload, Type type);
}
