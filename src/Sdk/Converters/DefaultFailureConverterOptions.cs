namespace Cairn.Converters;

/// <summary>The options of a <see cref="DefaultFailureConverter"/>.</summary>
public class DefaultFailureConverterOptions : ICloneable
{
    /// <summary>
    /// True moves message and stack trace into a payload, so that a codec encrypts them. Default false.
    /// </summary>
    public bool EncodeCommonAttributes { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
