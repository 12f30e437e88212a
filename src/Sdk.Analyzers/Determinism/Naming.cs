using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>How messages name code.</summary>
internal static class Naming
{
    /// <summary>A member with its type, such as <c>DateTime.UtcNow</c> or <c>new Random</c>.</summary>
    public static string Of(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: { } property } => Of(property),
        IMethodSymbol { MethodKind: MethodKind.Constructor } made => $"new {made.ContainingType.Name}",
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } local => local.Name,
        // A block of extensions has no name of its own.
        { ContainingType: { Name: "", ContainingType: { } type } } => $"{type.Name}.{symbol.Name}",
        { ContainingType: { } type } => $"{type.Name}.{symbol.Name}",
        _ => symbol.Name,
    };

    /// <summary>The name of a member within its type.</summary>
    public static string Short(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: { } property } => property.Name,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => symbol.ContainingType.Name,
        _ => symbol.Name,
    };
}
