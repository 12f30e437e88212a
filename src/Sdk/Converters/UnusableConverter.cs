using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Converters;

/// <summary>
/// Replaces a converter that could not be made for a context, so that the error is reported like any other error of a
/// conversion.
/// </summary>
/// <param name="reason">Why it could not be made.</param>
internal sealed class UnusableConverter(Exception reason) : IPayloadConverter, IFailureConverter, IPayloadCodec
{
    /// <inheritdoc/>
    public Payload ToPayload(object? value) => throw Error();

    /// <inheritdoc/>
    public object? ToValue(Payload payload, Type type) => throw Error();

    /// <inheritdoc/>
    public Failure ToFailure(Exception exception, IPayloadConverter payloadConverter) => throw Error();

    /// <inheritdoc/>
    public Exception ToException(Failure failure, IPayloadConverter payloadConverter) => throw Error();

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) => throw Error();

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) => throw Error();

    private InvalidOperationException Error() => new(
        $"The converter for this workflow or activity could not be made: {ExceptionReading.MessageOf(reason)}",
        reason);
}
