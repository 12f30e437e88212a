using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Commands that depend on whether the code is replayed.</summary>
internal sealed class ReplayDependence : IWorkflowRule
{
    private const string Instead = "do the same in both cases; logs and metrics of Workflow know by themselves";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
        from condition in workflow.Operations.OfType<IConditionalOperation>()
        let asked = condition.Condition.DescendantsAndSelf().FirstOrDefault(each => IsReplaying(each, workflow))
        where asked is not null
        let branches = new[] { condition.WhenTrue, condition.WhenFalse }
        where branches.Any(each => each is not null
            && each.DescendantsAndSelf().Any(one => IsRecorded(one, workflow)))
        select new Finding(
            SemanticsRules.ReplayDecides, "The branch of Workflow.Unsafe", Instead, asked.Syntax.GetLocation());

    private static bool IsReplaying(IOperation operation, WorkflowClass workflow) =>
        operation is IPropertyReferenceOperation
        {
            Property: { Name: "IsReplaying" or "IsReplayingHistoryEvents", ContainingType: { } type },
        }
        && Symbols.Same(type, workflow.Symbols.Unsafe);

    private static bool IsRecorded(IOperation operation, WorkflowClass workflow) =>
        SdkCalls.IsCommand(operation, workflow.Symbols)
        || SdkCalls.MemberOf(operation, workflow.Symbols) is "NewGuid" or "Random" or "WaitConditionAsync" or "Patched"
            or "GetVersion";
}
