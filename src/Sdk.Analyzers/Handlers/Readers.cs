using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>Changes in queries, validators and conditions, which only read.</summary>
internal sealed class Readers : IWorkflowRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
    [
        .. ChangesIn(workflow, Role.Query, HandlerRules.QueryChanges, "let a signal or an update change it"),
        .. ChangesIn(workflow, Role.Validator, HandlerRules.ValidatorChanges, "let the handler change it"),
        .. workflow.Operations.OfType<IInvocationOperation>()
            .Where(each => SdkCalls.MemberOf(each, workflow.Symbols)
                is "WaitConditionAsync" or "WaitConditionOrContinueAsNewAsync")
            .SelectMany(each => each.Arguments)
            .Where(each => each.Parameter?.Name == "conditionCheck")
            .SelectMany(each => each.Value.Descendants().OfType<IAnonymousFunctionOperation>().Take(1))
            .SelectMany(each => ChangesIn(each, workflow.Symbols)),
    ];

    private static IEnumerable<Finding> ChangesIn(WorkflowClass workflow, Role role, Rule rule, string instead) =>
        from member in workflow.Reach(each => each == role)
        from operation in member.Operations
        let what = Effects.OnHistory(operation, workflow.Symbols) ?? Effects.OnState(operation)
        where what is not null
        select new Finding(rule, what, instead, Places.Of(operation));

    // A value that a condition takes as it becomes true is taken once; only counting depends on how often it is asked.
    private static IEnumerable<Finding> ChangesIn(IAnonymousFunctionOperation condition, Symbols symbols)
    {
        foreach (var operation in condition.Descendants())
        {
            if (Effects.OnHistory(operation, symbols) is { } command)
            {
                const string Instead = "do it before or after the wait";
                yield return new(HandlerRules.ConditionChanges, command, Instead, Places.Of(operation));
            }
            else if (operation is IIncrementOrDecrementOperation or ICompoundAssignmentOperation
                && IsOutside(operation, condition))
            {
                const string Instead = "count in handlers, or around the wait";
                yield return new(
                    HandlerRules.ConditionChanges, "Counting", Instead, operation.Syntax.GetLocation())
                {
                    Severity = DiagnosticSeverity.Warning,
                };
            }
        }
    }

    private static bool IsOutside(IOperation change, IAnonymousFunctionOperation condition)
    {
        var target = change switch
        {
            IIncrementOrDecrementOperation increment => increment.Target,
            ICompoundAssignmentOperation compound => compound.Target,
            _ => change,
        };
        return Effects.OwnedBy(target) is not null
            || (target is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] }
                && !condition.Syntax.Span.Contains(declared.Span));
    }
}
