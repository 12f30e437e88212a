using Cairn.Api.Common.V1;

namespace Cairn.Converters;

/// <summary>A value that is left as a payload: a parameter or result of this type is not converted.</summary>
public interface IRawValue
{
    /// <summary>The payload.</summary>
    Payload Payload { get; }
}
