using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>Attributes that are not repeated, and run methods of types that are no workflow.</summary>
internal sealed class MissingAttributes(WorkflowCode code) : IDefinitionRule
{
    private readonly INamedTypeSymbol?[] ofWorkflows =
    [
        code.Symbols.RunAttribute, code.Symbols.SignalAttribute, code.Symbols.QueryAttribute,
        code.Symbols.UpdateAttribute, code.Symbols.ValidatorAttribute,
    ];

    private readonly INamedTypeSymbol?[] ofActivities = [code.Symbols.ActivityAttribute];

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(INamedTypeSymbol type)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            yield break;
        }

        var isWorkflow = code.IsWorkflow(type);
        if (!isWorkflow && !type.IsAbstract
            && type.GetMembers().Any(each => Symbols.Has(each, code.Symbols.RunAttribute)))
        {
            yield return new(
                DefinitionRules.NotRepeated,
                type.Name,
                "has a run method, and lacks [Workflow]",
                type.Locations[0]) { Fix = "Workflow" };
        }

        // A fake of a contract is no activity: only a type that has activities is looked at.
        var hasActivities = type.GetMembers().Any(each => Symbols.Has(each, code.Symbols.ActivityAttribute));
        if (!isWorkflow && !hasActivities)
        {
            yield break;
        }

        var attributes = (isWorkflow ? ofWorkflows : []).Concat(hasActivities ? ofActivities : []).ToList();
        foreach (var member in type.GetMembers().Where(each => each is IPropertySymbol
            or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation }))
        {
            foreach (var attribute in attributes.Where(each => each is not null && !Symbols.Has(member, each)))
            {
                if (Members.OriginalsOf(member).FirstOrDefault(each => Symbols.Has(each, attribute)) is { } original)
                {
                    var name = attribute!.Name.Substring(0, attribute.Name.Length - "Attribute".Length);
                    yield return new(
                        DefinitionRules.NotRepeated,
                        $"{Naming.Of(member)} takes the place of {Naming.Of(original)}",
                        $"and must repeat [{name}]",
                        member.Locations[0])
                    {
                        Fix = Members.AttributeOf(original, attribute) is
                            { ConstructorArguments.IsEmpty: true, NamedArguments.IsEmpty: true } ? name : null,
                    };
                }
            }
        }
    }
}
