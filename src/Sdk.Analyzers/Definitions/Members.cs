using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>The members of a type as reflection finds them, and what their attributes say.</summary>
internal static class Members
{
    /// <summary>Methods and properties, with those of base classes that nothing overrides.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol type)
    {
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var each = type; each is not null && !IsOfPlatform(each); each = each.BaseType)
        {
            foreach (var member in each.GetMembers())
            {
                var isSeen = member is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol
                    && !overridden.Contains(member.OriginalDefinition)
                    && (each.Equals(type, SymbolEqualityComparer.Default)
                        || member.DeclaredAccessibility != Accessibility.Private);
                if (Overridden(member) is { } original)
                {
                    overridden.Add(original.OriginalDefinition);
                }

                if (isSeen)
                {
                    yield return member;
                }
            }
        }
    }

    // To read the members of large base classes costs time, and none of them has attributes of the SDK.
    private static bool IsOfPlatform(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space.Name is "System" or "Microsoft" && type.DeclaringSyntaxReferences.IsEmpty;
    }

    /// <summary>The member that a member overrides; null if it overrides none.</summary>
    public static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    /// <summary>The members of base classes and interfaces that a member overrides or implements.</summary>
    public static IEnumerable<ISymbol> OriginalsOf(ISymbol member)
    {
        for (var each = Overridden(member); each is not null; each = Overridden(each))
        {
            yield return each;
        }

        if (member.IsStatic || member.ContainingType.TypeKind == TypeKind.Interface)
        {
            yield break;
        }

        foreach (var each in member.ContainingType.AllInterfaces.SelectMany(contract => contract.GetMembers()))
        {
            if (SymbolEqualityComparer.Default.Equals(
                member.ContainingType.FindImplementationForInterfaceMember(each), member))
            {
                yield return each;
            }
        }
    }

    /// <summary>The attribute of a member; null if it does not have it.</summary>
    public static AttributeData? AttributeOf(ISymbol member, INamedTypeSymbol? attribute) => attribute is null
        ? null
        : member.GetAttributes().FirstOrDefault(each =>
            SymbolEqualityComparer.Default.Equals(each.AttributeClass, attribute));

    /// <summary>The name that an attribute gives; null if it gives none.</summary>
    public static string? NameOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }] ? name : null;

    /// <summary>Whether a property of an attribute is true.</summary>
    public static bool Is(AttributeData attribute, string property) =>
        attribute.NamedArguments.FirstOrDefault(each => each.Key == property).Value is
            { Kind: TypedConstantKind.Primitive, Value: true };
}
