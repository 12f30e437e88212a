using Cairn.Converters;

namespace Encryption;

/// <summary>Moves messages and stack traces of failures into payloads, so that the codec encrypts them too.</summary>
public sealed class EncryptedFailureConverter() : DefaultFailureConverter(
    new DefaultFailureConverterOptions { EncodeCommonAttributes = true });
