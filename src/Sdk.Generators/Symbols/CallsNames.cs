using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>Names the classes of calls, so that no two types of a namespace get one name.</summary>
internal static class CallsNames
{
    /// <summary>The name that the calls of a type would have, and the name that they get because it is taken.</summary>
    public static (string Wanted, string Name) Of(INamedTypeSymbol type)
    {
        var wanted = NameOf(type);
        var name = Free(type, wanted);
        foreach (var _ in Rivals(type).TakeWhile(each => !SymbolEqualityComparer.Default.Equals(each, type)))
        {
            name = Free(type, name + "_");
        }

        return (wanted, name);
    }

    private static string NameOf(INamedTypeSymbol type) => $"{string.Join("_", Nesting(type))}Calls";

    private static IEnumerable<string> Nesting(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? [.. Nesting(outer), type.Name] : [type.Name];

    private static string Free(INamedTypeSymbol type, string name)
    {
        while (type.ContainingNamespace.GetTypeMembers(name, 0).Any(each =>
            SymbolEqualityComparer.Default.Equals(each.ContainingAssembly, type.ContainingAssembly)))
        {
            name += "_";
        }

        return name;
    }

    // All types whose calls would have the same name, in the order in which they get names: the least nested first.
    private static IEnumerable<INamedTypeSymbol> Rivals(INamedTypeSymbol type)
    {
        var wanted = NameOf(type);
        return wanted.Contains('_')
            ? Within(type.ContainingNamespace, wanted)
                .Where(each => SymbolEqualityComparer.Default.Equals(each.ContainingAssembly, type.ContainingAssembly)
                    && NameOf(each) == wanted && HasCalls(each))
                .OrderBy(each => Nesting(each).Count())
                .ThenBy(Names.Metadata, StringComparer.Ordinal)
            : [];
    }

    private static IEnumerable<INamedTypeSymbol> Within(INamespaceOrTypeSymbol container, string rest)
    {
        foreach (var each in container.GetTypeMembers())
        {
            if (rest == each.Name + "Calls")
            {
                yield return each;
            }
            else if (rest.StartsWith(each.Name + "_", StringComparison.Ordinal))
            {
                foreach (var inner in Within(each, rest.Substring(each.Name.Length + 1)))
                {
                    yield return inner;
                }
            }
        }
    }

    private static bool HasCalls(INamedTypeSymbol type) => TypeReader.CanBeNamed(type)
        && (Names.AttributeOf(type, Names.Workflow) is not null
            || type.GetMembers().OfType<IMethodSymbol>().Any(ActivityReader.IsActivity));
}
