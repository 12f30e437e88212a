using System.Diagnostics.CodeAnalysis;

namespace Cairn.Converters;

/// <summary>
/// Marks a type whose values are converted to another type before the payload converter writes them, and back after it
/// has read them. It is not inherited, and applies to whole values: not to members of other types.
/// </summary>
/// <param name="converterType">
/// An <see cref="ICairnTransferTypeConverter"/>; for a generic type it may be a generic type definition, which gets the
/// type arguments of the marked type.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class CairnTransferTypeConverterAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type converterType)
    : Attribute
{
    /// <summary>The converter's type.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type ConverterType { get; } = converterType ?? throw new ArgumentNullException(nameof(converterType));
}
