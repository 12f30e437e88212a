using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>A value that is left as a payload.</summary>
/// <param name="Payload">The payload.</param>
public record RawValue(Payload Payload) : IRawValue;
