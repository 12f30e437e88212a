using Cairn.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>Reads the attributes with the default options of an activity, those that come first in front.</summary>
internal static class DefaultsReader
{
    /// <summary>The attributes, each with the name of its member, as tuples of C#.</summary>
    /// <param name="type">The class or interface on which the activity is called.</param>
    /// <param name="method">The activity.</param>
    public static ValueList<string> Read(INamedTypeSymbol type, IMethodSymbol method)
    {
        var originals = Originals(type, method).ToList();
        var members = new List<ISymbol> { method };
        members.AddRange(originals);
        for (var each = type; each is not null; each = each.BaseType)
        {
            members.Add(each);
        }

        members.Add(method.ContainingType);
        members.AddRange(originals
            .Select(original => original.ContainingType)
            .Where(declaring => declaring.TypeKind == TypeKind.Interface));
        return new([.. members.Distinct(SymbolEqualityComparer.Default).Select(each => Write(each!)).OfType<string>()]);
    }

    private static IEnumerable<IMethodSymbol> Originals(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (var each = method.OverriddenMethod; each is not null; each = each.OverriddenMethod)
        {
            yield return each;
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            yield break;
        }

        foreach (var each in type.AllInterfaces.SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>()))
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(each), method))
            {
                yield return each;
            }
        }
    }

    private static string Write(TypedConstant value) =>
        value.IsNull ? "null"
        : value.Kind == TypedConstantKind.Array
            ? $"new string[] {{ {string.Join(", ", value.Values.Select(Write))} }}"
        : Literals.Of(value.Value!);

    private static string? Write(ISymbol member)
    {
        if (Names.AttributeOf(member, Names.ActivityDefaults) is not { } attribute)
        {
            return null;
        }

        var owner = member is INamedTypeSymbol type
            ? Names.Metadata(type)
            : $"{Names.Metadata(member.ContainingType)}.{member.Name}";
        var settings = attribute.NamedArguments.Select(each => $"{each.Key} = {Write(each.Value)}");
        return $"({SymbolDisplay.FormatLiteral(owner, quote: true)}, "
            + $"new global::{Names.ActivityDefaults}() {{ {string.Join(", ", settings)} }})";
    }
}
