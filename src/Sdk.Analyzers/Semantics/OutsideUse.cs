using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Uses of the workflow, or of the context of an activity, where there is none.</summary>
internal sealed class OutsideUse(WorkflowCode code)
{
    // These need no workflow: stubs may be made once for all runs.
    private static readonly HashSet<string> Anywhere = ["InWorkflow", "Activities", "LocalActivities"];

    /// <summary>Looks at a use of a member.</summary>
    /// <param name="operation">A call, or a reference to a property.</param>
    /// <param name="container">The member that it is in.</param>
    public IEnumerable<Finding> Find(IOperation operation, ISymbol container)
    {
        if (SdkCalls.MemberOf(operation, code.Symbols) is { } name && !Anywhere.Contains(name)
            && !Excluded.IsDescribed(code.Symbols, operation) && !Flow.IsNamed(operation))
        {
            if (Symbols.Has(container, code.Symbols.ActivityAttribute))
            {
                const string Instead = "use ActivityExecutionContext.Current, or pass the value as an argument";
                yield return new(SemanticsRules.OutsideWorkflow, $"Workflow.{name}", Instead, Places.Of(operation));
            }
            else if (IsStaticInitialiser(container) && Flow.FunctionOf(operation) is null)
            {
                const string Instead = "read it in the run method";
                yield return new(SemanticsRules.StaticWorkflow, $"Workflow.{name}", Instead, Places.Of(operation));
            }
        }

        if (operation is IPropertyReferenceOperation { Property.Name: "Current" } current
            && Symbols.Same(current.Property.ContainingType, code.Symbols.ActivityContext)
            && IsStaticInitialiser(container) && Flow.FunctionOf(operation) is null)
        {
            const string Instead = "read it in the activity";
            yield return new(
                ActivityRules.NoContext, Naming.Of(current.Property), Instead, operation.Syntax.GetLocation());
        }
    }

    private static bool IsStaticInitialiser(ISymbol container) => container is IFieldSymbol { IsStatic: true }
        or IPropertySymbol { IsStatic: true } or IMethodSymbol { MethodKind: MethodKind.StaticConstructor };
}
