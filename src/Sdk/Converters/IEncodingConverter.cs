using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>One encoding of a payload converter.</summary>
public interface IEncodingConverter
{
    /// <summary>The value of the payload's metadata key <c>encoding</c>.</summary>
    string Encoding { get; }

    /// <summary>Converts the value to a payload if this encoding accepts it.</summary>
    bool TryToPayload(object? value, out Payload? payload);

    /// <summary>Converts a payload of this encoding to a value of the type.</summary>
    object? ToValue(Payload payload, Type type);
}
