using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>The types of an assembly.</summary>
internal static class Types
{
    /// <summary>All of them, those within others too.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(IAssemblySymbol assembly)
    {
        var open = new Stack<INamespaceOrTypeSymbol>([assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
                if (member is INamedTypeSymbol type)
                {
                    yield return type;
                }
            }
        }
    }
}
