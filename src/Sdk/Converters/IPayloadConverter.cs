using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>
/// Turns values into payloads and back. It runs inside workflow code, so it must give the same answer every time.
/// </summary>
public interface IPayloadConverter
{
    /// <summary>Turns a value into a payload.</summary>
    /// <exception cref="ArgumentException">No encoding takes the value.</exception>
    Payload ToPayload(object? value);

    /// <summary>Turns a payload into a value of the type.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown or does not fit the type.</exception>
    object? ToValue(Payload payload, Type type);
}
