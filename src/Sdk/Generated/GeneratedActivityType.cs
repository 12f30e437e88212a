using System.Diagnostics.CodeAnalysis;

namespace Cairn.Generated;

/// <summary>A type with activities, whose constructors a trimmed program keeps.</summary>
internal sealed class GeneratedActivityType(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
{
    /// <summary>The type.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type Type { get; } = type;
}
