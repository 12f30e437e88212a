using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>Run methods, and the constructors that make the object before them.</summary>
internal sealed class RunMethods(WorkflowCode code) : IDefinitionRule
{
    // Code that makes workflow objects itself may use any constructor.
    private readonly Lazy<bool> makesObjects = new(() => code.Compilation.SyntaxTrees.Any(tree =>
        tree.GetText().ToString().Contains("WorkflowDefinition.Create")));

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(INamedTypeSymbol type)
    {
        if (!code.IsWorkflow(type) || type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return [];
        }

        var runs = Members.Of(type).OfType<IMethodSymbol>()
            .Where(each => Symbols.Has(each, code.Symbols.RunAttribute))
            .ToList();
        return [.. OfType(type, runs), .. runs.SelectMany(each => OfRun(each, type)), .. OfConstructors(type, runs)];
    }

    private IEnumerable<Finding> OfType(INamedTypeSymbol type, List<IMethodSymbol> runs)
    {
        if (type.IsAbstract)
        {
            yield break;
        }

        var attribute = Members.AttributeOf(type, code.Symbols.WorkflowAttribute)!;
        if (runs.Count == 0)
        {
            yield return New(type, "has no method with [WorkflowRun]");
        }
        else if (runs.Count > 1)
        {
            var names = string.Join(", ", runs.Select(each => each.Name));
            yield return New(type, $"has several methods with [WorkflowRun]: {names}");
        }
        else if (!SymbolEqualityComparer.Default.Equals(runs[0].ContainingType, type))
        {
            yield return New(
                type, $"must declare its run method itself: that of {runs[0].ContainingType.Name} does not count");
        }

        if (type.IsGenericType)
        {
            yield return New(type, type.Arity > 0
                ? "cannot be generic"
                : $"cannot be in a generic type, and {GenericAround(type).Name} is one");
        }

        if (Members.Is(attribute, "Dynamic") && Members.NameOf(attribute) is not null)
        {
            yield return New(type, "cannot be dynamic and have a name");
        }
    }

    private static INamedTypeSymbol GenericAround(INamedTypeSymbol type)
    {
        var outer = type.ContainingType;
        while (outer.Arity == 0)
        {
            outer = outer.ContainingType;
        }

        return outer;
    }

    private IEnumerable<Finding> OfRun(IMethodSymbol run, INamedTypeSymbol type)
    {
        var isDynamic = Members.Is(Members.AttributeOf(type, code.Symbols.WorkflowAttribute)!, "Dynamic");
        var wrong = run switch
        {
            { DeclaredAccessibility: not Accessibility.Public } => Wrong.NotPublic,
            { IsStatic: true } => Wrong.Static,
            { IsGenericMethod: true } => "cannot be generic",
            _ when !Symbols.IsOrDerives(run.ReturnType, code.Symbols.Task) => Wrong.NoTaskOfAny,
            _ when isDynamic && !(run.Parameters is [{ Type: IArrayTypeSymbol { ElementType.Name: "IRawValue" } }]) =>
                "must take IRawValue[] and nothing else, because the workflow is dynamic",
            _ => null,
        };
        if (wrong is not null)
        {
            yield return new(DefinitionRules.Run, $"Run method {Naming.Of(run)}", wrong, run.Locations[0])
            {
                Fix = Wrong.Fix(wrong),
            };
        }
    }

    private IEnumerable<Finding> OfConstructors(INamedTypeSymbol type, List<IMethodSymbol> runs)
    {
        var inits = type.InstanceConstructors.Where(each => Symbols.Has(each, code.Symbols.InitAttribute)).ToList();
        foreach (var init in inits)
        {
            var wrong = inits.Count > 1 ? "is one of several with [WorkflowInit]"
                : init.DeclaredAccessibility != Accessibility.Public ? Wrong.NotPublic
                : runs is [var run] && !Types(init).SequenceEqual(Types(run), SymbolEqualityComparer.Default)
                    ? Wrong.Parameters + run.Name
                    : null;
            if (wrong is not null)
            {
                yield return new(DefinitionRules.Init, type.Name, wrong, init.Locations[0])
                {
                    Fix = Wrong.Fix(wrong),
                };
            }
        }

        if (inits.Count == 0 && type is { IsAbstract: false, TypeKind: TypeKind.Class }
            && !type.InstanceConstructors.Any(each => each is
                { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true })
            && !makesObjects.Value)
        {
            const string Instead = "give it a public constructor without parameters, or one with [WorkflowInit]";
            yield return new(DefinitionRules.NoConstructor, type.Name, Instead, type.Locations[0]);
        }
    }

    private static IEnumerable<ITypeSymbol> Types(IMethodSymbol method) => method.Parameters.Select(each => each.Type);

    private static Finding New(INamedTypeSymbol type, string wrong) =>
        new(DefinitionRules.Run, $"Workflow {type.Name}", wrong, type.Locations[0]);
}
