using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Uses of the workflow, or of the context of an activity, where there is none.</summary>
internal sealed class OutsideUse : IFinder
{
    private const string InActivity = "use ActivityExecutionContext.Current, or pass the value as an argument";

    // These need no workflow: stubs may be made once for all runs.
    private static readonly HashSet<string> Anywhere = ["InWorkflow", "Activities", "LocalActivities"];

    private readonly WorkflowCode code;
    private readonly CallGraph graph;
    private readonly IMethodSymbol? entry;

    public OutsideUse(WorkflowCode code, CancellationToken cancellation)
    {
        this.code = code;
        graph = new(code, [this]);
        entry = code.Compilation.GetEntryPoint(cancellation);
    }

    /// <summary>Looks at code that activities run; code that asks where it runs is right.</summary>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code) =>
        UsedBy(operation) is { } name
        && !code.Operations.Any(each => SdkCalls.MemberOf(each, code.Symbols) == "InWorkflow")
            ? [New(name, InActivity, operation)]
            : [];

    /// <summary>Looks at the activities of a type, and at what they call.</summary>
    public void Find(INamedTypeSymbol type, Reporter reporter)
    {
        foreach (var activity in type.GetMembers().OfType<IMethodSymbol>()
            .Where(each => Symbols.Has(each, code.Symbols.ActivityAttribute)))
        {
            var facts = graph.Of(code.Of(activity));
            reporter.Report(facts.Findings);
            foreach (var call in facts.Calls)
            {
                foreach (var reached in graph.LeadsTo(call))
                {
                    reporter.Report(activity, call, reached);
                }
            }
        }
    }

    /// <summary>Looks at a use of a member where a program starts, and in static initialisers.</summary>
    /// <param name="operation">A call, or a reference to a property.</param>
    /// <param name="container">The member that it is in.</param>
    public IEnumerable<Finding> Find(IOperation operation, ISymbol container)
    {
        var isEntry = SymbolEqualityComparer.Default.Equals(container, entry);
        if ((!isEntry && !IsStaticInitialiser(container)) || Flow.FunctionOf(operation) is not null)
        {
            yield break;
        }

        if (UsedBy(operation) is { } name)
        {
            const string Instead = "read it in the run method";
            yield return isEntry
                ? New(name, Instead, operation)
                : new(SemanticsRules.StaticWorkflow, $"Workflow.{name}", Instead, Places.Of(operation));
        }

        if (operation is IPropertyReferenceOperation { Property.Name: "Current" } current
            && Symbols.Same(current.Property.ContainingType, code.Symbols.ActivityContext))
        {
            const string Instead = "read it in the activity";
            yield return new(
                ActivityRules.NoContext, Naming.Of(current.Property), Instead, operation.Syntax.GetLocation());
        }
    }

    private static Finding New(string name, string instead, IOperation operation) =>
        new(SemanticsRules.OutsideWorkflow, $"Workflow.{name}", instead, Places.Of(operation));

    private string? UsedBy(IOperation operation) =>
        SdkCalls.MemberOf(operation, code.Symbols) is { } name && !Anywhere.Contains(name)
        && !Excluded.IsDescribed(code.Symbols, operation) && !Flow.IsNamed(operation)
            ? name
            : null;

    private static bool IsStaticInitialiser(ISymbol container) => container is IFieldSymbol { IsStatic: true }
        or IPropertySymbol { IsStatic: true } or IMethodSymbol { MethodKind: MethodKind.StaticConstructor };
}
