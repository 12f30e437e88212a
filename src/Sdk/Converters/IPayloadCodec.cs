using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>
/// Transforms payloads when they leave and enter the process: encryption, compression, external storage.
/// It never runs inside workflow code.
/// </summary>
public interface IPayloadCodec
{
    /// <summary>Encodes payloads; the number may change.</summary>
    Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads);

    /// <summary>Undoes <see cref="EncodeAsync"/>; payloads that it did not make are passed through.</summary>
    Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads);
}
