using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>Attributes are not inherited: what takes the place of a member with one must repeat it.</summary>
internal static class Repetition
{
    /// <summary>Whether a member without an attribute takes the place of one that has it.</summary>
    /// <param name="type">The type whose members are read.</param>
    /// <param name="member">Its member without the attribute.</param>
    /// <param name="hasAttribute">Whether a member has it.</param>
    public static bool IsMissing<TMember>(INamedTypeSymbol type, TMember member, Func<TMember, bool> hasAttribute)
        where TMember : class, ISymbol
    {
        for (var each = Overridden(member); each is not null; each = Overridden(each))
        {
            if (each is TMember original && hasAttribute(original))
            {
                return true;
            }
        }

        return type.TypeKind != TypeKind.Interface && type.AllInterfaces
            .SelectMany(each => each.GetMembers().OfType<TMember>())
            .Any(each => hasAttribute(each) && SymbolEqualityComparer.Default.Equals(
                type.FindImplementationForInterfaceMember(each), member));
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
