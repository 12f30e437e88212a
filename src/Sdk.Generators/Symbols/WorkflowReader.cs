using Cairn.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>
/// Reads a workflow class that a worker can run. A class with any error is left to the reflection of the SDK, which
/// says what is wrong with it.
/// </summary>
internal static class WorkflowReader
{
    private static readonly string[] HandlerAttributes =
    [
        Names.Run, Names.Signal, Names.Query, Names.Update, Names.Validator, Names.DynamicOptions,
    ];

    /// <summary>The members of a type and of its base classes that reflection finds.</summary>
    public static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type)
    {
        var replaced = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var each = type; each is { SpecialType: not SpecialType.System_Object }; each = each.BaseType)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(each, type);
            foreach (var member in each.GetMembers())
            {
                var isInherited = !member.IsStatic && member.DeclaredAccessibility != Accessibility.Private;
                if (member is IMethodSymbol { MethodKind: not MethodKind.Constructor } or IPropertySymbol
                    && (isOwn || isInherited) && !replaced.Contains(member))
                {
                    yield return member;
                }

                if (member is IMethodSymbol { OverriddenMethod: { } method })
                {
                    replaced.Add(method);
                }
                else if (member is IPropertySymbol { OverriddenProperty: { } property })
                {
                    replaced.Add(property);
                }
            }
        }
    }

    /// <summary>The class as a worker runs it; null if it is only for callers, or has an error.</summary>
    public static WorkflowModel? Read(
        INamedTypeSymbol type, AttributeData attribute, string? name, IReadOnlyList<MemberModel> handlers)
    {
        var members = MembersOf(type).ToList();
        var runs = members.OfType<IMethodSymbol>().Where(each => Has(each, Names.Run)).ToList();
        if (type.IsAbstract || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)
            || runs is not [var run] || !SymbolEqualityComparer.Default.Equals(run.ContainingType, type)
            || handlers.Count(each => each.Kind == MemberKind.Run) != 1
            || (name is null && Names.NameOf(attribute) is not null)
            || (name is null && !TakesRawValues(run))
            || Names.IsReserved(name)
            || HasWrongHandler(type, members, handlers))
        {
            return null;
        }

        var options = members.OfType<IMethodSymbol>().Where(each => Has(each, Names.DynamicOptions)).ToList();
        if (options.Count > 0 && (name is not null || options is not [var only] || !ReturnsOptions(only)))
        {
            return null;
        }

        return !TryReadValidators(members, handlers, out var validated) || !TryReadConstructor(type, run, out var init)
            ? null
            : new(name, init, FailureTypesOf(attribute), options.SingleOrDefault()?.Name, new(validated));
    }

    private static bool HasWrongHandler(
        INamedTypeSymbol type, List<ISymbol> members, IReadOnlyList<MemberModel> handlers)
    {
        var declared = members.Sum(member => HandlerAttributes.Take(4).Count(attribute => Has(member, attribute)));
        return declared != handlers.Count
            || members.Exists(IsHiddenHandler)
            || handlers.Any(each => Names.IsReservedForHandlers(each.Wire)
                || (each is { Wire: null, Kind: not MemberKind.Run } && !TakesNameAndRawValues(each)))
            || handlers.Where(each => each.Kind != MemberKind.Run)
                .GroupBy(each => (Group(each.Kind), each.Wire))
                .Any(group => group.Count() > 1)
            || members.Exists(member => Array.Exists(
                HandlerAttributes,
                attribute => !Has(member, attribute)
                    && Repetition.IsMissing(type, member, each => Has(each, attribute))));
    }

    private static MemberKind Group(MemberKind kind) => kind switch
    {
        MemberKind.Channel => MemberKind.Signal,
        MemberKind.QueryProperty => MemberKind.Query,
        _ => kind,
    };

    // The SDK takes public members only, in a class of any accessibility.
    private static bool IsHiddenHandler(ISymbol member) =>
        member.DeclaredAccessibility != Accessibility.Public
        && Array.Exists(HandlerAttributes, attribute => Has(member, attribute));

    private static bool TryReadValidators(
        List<ISymbol> members, IReadOnlyList<MemberModel> handlers, out List<MemberModel> validated)
    {
        validated = [.. handlers];
        foreach (var validator in members.OfType<IMethodSymbol>().Where(each => Has(each, Names.Validator)))
        {
            var update = Names.NameOf(Names.AttributeOf(validator, Names.Validator)!);
            var place = validated.FindIndex(each => each.Kind == MemberKind.Update && each.Member == update);
            if (place < 0 || validated[place].Validator is not null
                || validator is not { ReturnsVoid: true, DeclaredAccessibility: Accessibility.Public, IsStatic: false }
                || validator.IsGenericMethod || validator.IsAsync
                || !Same(validator, validated[place].Parameters))
            {
                return false;
            }

            validated[place] = validated[place] with { Validator = validator.Name };
        }

        return true;
    }

    private static bool TryReadConstructor(
        INamedTypeSymbol type, IMethodSymbol run, out ValueList<ParameterModel>? parameters)
    {
        parameters = null;
        var inits = type.Constructors.Where(each => Has(each, Names.Init)).ToList();
        var hasRequired = type.GetMembers().Any(each =>
            each is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
        if (inits is [{ DeclaredAccessibility: Accessibility.Public } init])
        {
            parameters = MemberReader.Parameters(init.Parameters);
            return !hasRequired && Same(init, MemberReader.Parameters(run.Parameters));
        }

        return inits.Count == 0 && !hasRequired && type.InstanceConstructors.Any(each =>
            each is { DeclaredAccessibility: Accessibility.Public, Parameters.Length: 0 });
    }

    private static bool Same(IMethodSymbol method, IReadOnlyList<ParameterModel> parameters) =>
        method.Parameters.All(each => each.RefKind == RefKind.None)
        && MemberReader.Parameters(method.Parameters).Select(each => each.PlainType)
            .SequenceEqual(parameters.Select(each => each.PlainType));

    private static ValueList<string>? FailureTypesOf(AttributeData attribute)
    {
        var types = attribute.NamedArguments.FirstOrDefault(each => each.Key == "FailureExceptionTypes").Value;
        return types.Kind == TypedConstantKind.Array && !types.IsNull
            ? new([.. types.Values.Select(each => each.Value).OfType<ITypeSymbol>().Select(Names.Plain)])
            : null;
    }

    private static bool ReturnsOptions(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, Parameters.Length: 0 }
        && !method.IsGenericMethod && Names.Is(method.ReturnType, Names.Options);

    private static bool TakesRawValues(IMethodSymbol method) =>
        method.Parameters is [var only] && Names.Plain(only.Type) == $"global::{Names.RawValue}[]";

    private static bool TakesNameAndRawValues(MemberModel handler) =>
        handler.Parameters is [{ PlainType: "string" }, { PlainType: $"global::{Names.RawValue}[]" }];

    private static bool Has(ISymbol member, string attribute) => Names.AttributeOf(member, attribute) is not null;
}
