using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>A payload that still is as the codec left it, and what decodes it.</summary>
/// <param name="DataConverter">What decodes and converts it.</param>
/// <param name="Payload">The payload, not decoded.</param>
public record EncodedRawValue(DataConverter DataConverter, Payload Payload) : IEncodedRawValue
{
    /// <inheritdoc/>
    public Task<T> ToValueAsync<T>() => DataConverter.ToValueAsync<T>(Payload);

    /// <inheritdoc/>
    public Task<object?> ToValueAsync(Type type) => DataConverter.ToValueAsync(Payload, type);
}
