namespace Cairn.Converters;

/// <summary>What a <see cref="DefaultFailureConverter"/> does.</summary>
public class DefaultFailureConverterOptions : ICloneable
{
    /// <summary>
    /// True moves message and stack trace into a payload, so that a codec encrypts them. Default false.
    /// </summary>
    public bool EncodeCommonAttributes { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
