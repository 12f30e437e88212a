using System.Globalization;
using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>What <c>[ActivityDefaults]</c> says of an activity, in the order in which the SDK reads it.</summary>
internal static class DefaultsOfActivity
{
    /// <summary>The value of a setting, from the first attribute that has it; null if none has.</summary>
    public static object? Of(ActivityMethod activity, string setting, Symbols symbols) =>
        MembersOf(activity)
            .Select(member => AttributeOf(member, symbols))
            .Select(attribute => attribute is null ? null : Of(attribute, setting))
            .FirstOrDefault(value => value is not null);

    /// <summary>The attribute of a member; null if it has none.</summary>
    public static AttributeData? AttributeOf(ISymbol member, Symbols symbols) =>
        symbols.ActivityDefaultsAttribute is null ? null : member.GetAttributes().FirstOrDefault(each =>
            SymbolEqualityComparer.Default.Equals(each.AttributeClass, symbols.ActivityDefaultsAttribute));

    /// <summary>A time as an attribute writes it; null if it is none that the SDK takes.</summary>
    // A number alone would be days, which is never meant.
    public static TimeSpan? ToTime(string text) =>
        text.Contains(":") && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
            && time > TimeSpan.Zero
            ? time
            : null;

    private static object? Of(AttributeData attribute, string setting)
    {
        var value = attribute.NamedArguments.FirstOrDefault(each => each.Key == setting).Value;
        return value.Kind == TypedConstantKind.Array && !value.IsNull ? value.Values : value.Value;
    }

    private static IEnumerable<ISymbol> MembersOf(ActivityMethod activity)
    {
        var (method, type) = activity;
        var originals = OriginalsOf(type, method).ToList();
        yield return method;
        foreach (var each in originals)
        {
            yield return each;
        }

        for (var each = type; each is not null; each = each.BaseType)
        {
            yield return each;
        }

        yield return method.ContainingType;
        foreach (var each in originals.Select(original => original.ContainingType))
        {
            if (each.TypeKind == TypeKind.Interface)
            {
                yield return each;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> OriginalsOf(INamedTypeSymbol type, IMethodSymbol method)
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
}
