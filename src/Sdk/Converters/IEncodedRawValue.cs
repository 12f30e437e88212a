using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>A payload to which the codec is still applied.</summary>
public interface IEncodedRawValue
{
    /// <summary>The payload, not decoded.</summary>
    Payload Payload { get; }

    /// <summary>Decodes and converts it.</summary>
    Task<T> ToValueAsync<T>();

    /// <summary>Decodes and converts it.</summary>
    Task<object?> ToValueAsync(Type type);
}
