using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Which code of a compilation may run where a virtual, abstract or interface method is called.</summary>
internal sealed class Overrides(Compilation compilation, INamedTypeSymbol? activityContract)
{
    private readonly object gate = new();
    private Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>? below;

    /// <summary>The methods with code: the method itself if it has any, and what overrides or implements it.</summary>
    public IEnumerable<IMethodSymbol> Of(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            || Code.Symbols.Has(type, activityContract))
        {
            return method.IsAbstract ? [] : [method];
        }

        var found = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        if (!method.IsAbstract)
        {
            found.Add(method);
        }

        foreach (var each in TypesBelow(type.OriginalDefinition))
        {
            if (ImplementationIn(each, method)?.OriginalDefinition is { IsAbstract: false } implementation)
            {
                found.Add(implementation);
            }
        }

        return found;
    }

    private static IMethodSymbol? ImplementationIn(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            var contract = type.AllInterfaces.First(each => Code.Symbols.Same(each, method.ContainingType));
            var member = contract.GetMembers(method.Name).OfType<IMethodSymbol>()
                .FirstOrDefault(each => Code.Symbols.Same(each, method));
            return member is null ? null : type.FindImplementationForInterfaceMember(member) as IMethodSymbol;
        }

        foreach (var each in type.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            for (var one = each; one is not null; one = one.OverriddenMethod)
            {
                if (Code.Symbols.Same(one, method))
                {
                    return each;
                }
            }
        }

        return null;
    }

    private List<INamedTypeSymbol> TypesBelow(INamedTypeSymbol type)
    {
        lock (gate)
        {
            below ??= Read();
        }

        return below.TryGetValue(type, out var types) ? types : [];
    }

    private Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> Read()
    {
        var found = new Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        foreach (var type in Code.Types.Of(compilation.Assembly)
            .Where(each => each.TypeKind is TypeKind.Class or TypeKind.Struct))
        {
            Add(found, type);
        }

        return found;
    }

    private static void Add(Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> found, INamedTypeSymbol type)
    {
        var above = type.AllInterfaces.AsEnumerable();
        for (var each = type.BaseType; each is { SpecialType: SpecialType.None }; each = each.BaseType)
        {
            above = above.Append(each);
        }

        foreach (var each in above.Select(each => each.OriginalDefinition).Distinct(SymbolEqualityComparer.Default))
        {
            var key = (INamedTypeSymbol)each!;
            if (!found.TryGetValue(key, out var types))
            {
                found.Add(key, types = []);
            }

            types.Add(type);
        }
    }
}
