using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>The methods of an assembly that workflow code of other assemblies may call.</summary>
internal static class PublicMethods
{
    /// <summary>Public methods, accessors and constructors of public types, but no workflows and activities.</summary>
    public static IEnumerable<IMethodSymbol> Of(WorkflowCode code)
    {
        var open = new Stack<INamespaceOrTypeSymbol>([code.Compilation.Assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers())
            {
                if (member is INamespaceSymbol space)
                {
                    open.Push(space);
                }
                else if (member is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type)
                {
                    if (!code.IsWorkflow(type) && type.TypeKind is TypeKind.Class or TypeKind.Struct)
                    {
                        open.Push(type);
                    }
                }
                else if (member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public } method
                    && !code.Symbols.RunsElsewhere(method))
                {
                    yield return method;
                }
            }
        }
    }
}
