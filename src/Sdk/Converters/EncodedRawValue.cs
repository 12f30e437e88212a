using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>A payload to which the codec is still applied, with its converter.</summary>
/// <param name="DataConverter">Decodes and converts it.</param>
/// <param name="Payload">The payload, not decoded.</param>
public record EncodedRawValue(DataConverter DataConverter, Payload Payload) : IEncodedRawValue
{
    /// <inheritdoc/>
    public Task<T> ToValueAsync<T>() => DataConverter.ToValueAsync<T>(Payload);

    /// <inheritdoc/>
    public Task<object?> ToValueAsync(Type type) => DataConverter.ToValueAsync(Payload, type);
}
