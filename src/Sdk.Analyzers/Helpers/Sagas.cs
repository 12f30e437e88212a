using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Helpers;

/// <summary>Compensations that take the result of their step from a variable.</summary>
internal sealed class Sagas : IWorkflowRule
{
    private const string Instead = "take the result as the parameter of the compensation";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
        from assignment in workflow.Operations.OfType<ISimpleAssignmentOperation>()
        let awaited = Flow.Plain(assignment.Value) as IAwaitOperation
        let step = awaited?.Operation as IInvocationOperation
        where step is { TargetMethod.Name: "StepAsync" }
            && Symbols.Same(step.TargetMethod.ContainingType, workflow.Symbols.Saga)
        let compensation = step.Arguments.FirstOrDefault(each => each.Parameter?.Name == "compensate")
        where compensation is not null
        from use in compensation.Descendants()
        where IsSame(use, assignment.Target)
        select new Finding(HelperRules.SagaHole, use.Syntax.ToString(), Instead, use.Syntax.GetLocation());

    private static bool IsSame(IOperation use, IOperation target) => (use, target) switch
    {
        (ILocalReferenceOperation one, ILocalReferenceOperation other) =>
            SymbolEqualityComparer.Default.Equals(one.Local, other.Local),
        (IFieldReferenceOperation one, IFieldReferenceOperation other) =>
            SymbolEqualityComparer.Default.Equals(one.Field, other.Field),
        _ => false,
    };
}
