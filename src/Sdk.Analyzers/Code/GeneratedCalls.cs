using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>The calls that the generator of the SDK writes: <c>PaymentsCalls.Charge(…)</c>.</summary>
internal static class GeneratedCalls
{
    private const string Suffix = "Calls";

    /// <summary>The generated call of a member; null if it has none.</summary>
    /// <param name="member">A method or a property with an attribute of the SDK.</param>
    /// <param name="type">The type on which it is called.</param>
    public static ISymbol? Of(ISymbol member, INamedTypeSymbol type)
    {
        var name = type.Name + Suffix;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.Name}_{name}";
        }

        return new[] { name, name + "_" }
            .SelectMany(each => type.ContainingNamespace.GetTypeMembers(each))
            .Where(each => each.IsStatic
                && SymbolEqualityComparer.Default.Equals(each.ContainingAssembly, type.ContainingAssembly))
            .SelectMany(each => each.GetMembers())
            .FirstOrDefault(each => IsCall(TypeOf(each))
                && (each.Name == member.Name || each.Name == WireNames.WithoutAsync(member.Name)));
    }

    /// <summary>Whether the type is that of a generated call, such as <c>ActivityCall</c>.</summary>
    public static bool IsCall(ITypeSymbol? type) =>
        type is { ContainingNamespace.Name: "Workflows" } && type.Name.EndsWith("Call", StringComparison.Ordinal);

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ReturnType,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
