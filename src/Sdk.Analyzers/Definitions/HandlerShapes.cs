using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>Signatures of handlers and validators.</summary>
internal sealed class HandlerShapes(Symbols symbols) : IDefinitionRule
{
    private readonly HandlerKind[] kinds = HandlerKind.Of(symbols);

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers().Where(each => !each.GetAttributes().IsEmpty))
        {
            foreach (var kind in kinds)
            {
                if (kind.On(member) is { } attribute && WrongIn(member, kind, attribute) is { } wrong)
                {
                    yield return new(
                        DefinitionRules.Handler, $"{kind.Name} {Naming.Of(member)}", wrong, member.Locations[0])
                    {
                        Fix = Wrong.Fix(wrong),
                    };
                }
            }
        }

        foreach (var finding in Validators(type))
        {
            yield return finding;
        }
    }

    private string? WrongIn(ISymbol member, HandlerKind kind, AttributeData attribute) => member switch
    {
        IMethodSymbol method => OfAny(method) ?? OfMethod(method, kind, attribute),
        IPropertySymbol property when kind.Name == "Signal" => OfChannel(property, attribute),
        IPropertySymbol { GetMethod: null } => "must have a getter",
        IPropertySymbol { GetMethod: { } getter } => OfAny(getter)
            ?? (Members.Is(attribute, "Dynamic") ? "cannot be dynamic" : null),
        _ => null,
    };

    private string? OfMethod(IMethodSymbol method, HandlerKind kind, AttributeData attribute) => kind.Name switch
    {
        "Signal" when !SymbolEqualityComparer.Default.Equals(method.ReturnType, symbols.Task) => Wrong.NoTask,
        "Query" when method.ReturnsVoid || Symbols.IsOrDerives(method.ReturnType, symbols.Task) =>
            "must return a value, and no task",
        "Update" when !Symbols.IsOrDerives(method.ReturnType, symbols.Task) => Wrong.NoTaskOfAny,
        _ when Members.Is(attribute, "Dynamic") && !(method.Parameters is
            [
                { Type.SpecialType: SpecialType.System_String },
                { Type: IArrayTypeSymbol { ElementType.Name: "IRawValue" } },
            ]) => "must take a string and IRawValue[], because it is dynamic",
        _ => null,
    };

    private static string? OfChannel(IPropertySymbol property, AttributeData attribute) => property switch
    {
        _ when property.Type.OriginalDefinition.ToDisplayString() != "Cairn.Workflows.SignalChannel<T>" =>
            "must be a SignalChannel",
        { GetMethod: not { DeclaredAccessibility: Accessibility.Public, IsStatic: false } } =>
            "must be public and not static, with a getter",
        _ when Members.Is(attribute, "Dynamic") => "cannot be dynamic",
        _ when Members.Is(attribute, "Exclusive") => "cannot be exclusive: its signals wait in order already",
        _ => null,
    };

    private static string? OfAny(IMethodSymbol method) => method switch
    {
        { DeclaredAccessibility: not Accessibility.Public } => Wrong.NotPublic,
        { IsStatic: true } => Wrong.Static,
        { IsGenericMethod: true } => "cannot be generic",
        _ => null,
    };

    private IEnumerable<Finding> Validators(INamedTypeSymbol type)
    {
        var validators = type.GetMembers().OfType<IMethodSymbol>()
            .Where(each => Symbols.Has(each, symbols.ValidatorAttribute))
            .ToList();
        if (validators.Count == 0)
        {
            yield break;
        }

        var updates = Members.Of(type).OfType<IMethodSymbol>()
            .Where(each => Symbols.Has(each, symbols.UpdateAttribute))
            .ToList();
        var names = validators.ToLookup(each => UpdateOf(each));
        foreach (var validator in validators)
        {
            var name = UpdateOf(validator);
            var update = updates.FirstOrDefault(each => each.Name == name);
            var wrong = update is null ? $"names a method that is no update: {name}"
                : names[name].Count() > 1 ? $"is one of several of {name}"
                : !validator.ReturnsVoid ? Wrong.NotVoid
                : validator.IsAsync ? "cannot be async"
                : validator.Parameters.Select(each => each.Type)
                    .SequenceEqual(update.Parameters.Select(each => each.Type), SymbolEqualityComparer.Default)
                        ? null
                        : Wrong.Parameters + name;
            if (wrong is not null)
            {
                yield return new(DefinitionRules.Validator, Naming.Of(validator), wrong, validator.Locations[0])
                {
                    Fix = Wrong.Fix(wrong),
                };
            }
        }
    }

    private string? UpdateOf(IMethodSymbol validator) =>
        Members.NameOf(Members.AttributeOf(validator, symbols.ValidatorAttribute)!);
}
