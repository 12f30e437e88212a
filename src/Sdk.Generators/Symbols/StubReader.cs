using Cairn.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>Reads an interface that is implemented by calls of its activities.</summary>
internal static class StubReader
{
    /// <summary>The methods to implement, and the name of one that cannot be; both null if it is no contract.</summary>
    public static (ValueList<MemberModel>? Methods, string? Wrong) Read(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Interface || Names.AttributeOf(type, Names.Contract) is null)
        {
            return (null, null);
        }

        var methods = new List<MemberModel>();
        foreach (var member in type.AllInterfaces.Prepend(type).SelectMany(each => each.GetMembers()))
        {
            if (!member.IsAbstract || member is IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            {
                continue;
            }

            if (member is not IMethodSymbol method
                || Names.AttributeOf(method, Names.Activity) is not { } attribute
                || MemberReader.Method(method, MemberKind.Activity, attribute)
                    is not { IsTask: true, IsCall: true } activity)
            {
                return (null, member.Name);
            }

            methods.Add(activity with { Defaults = DefaultsReader.Read(type, method) });
        }

        return (new(methods), null);
    }
}
