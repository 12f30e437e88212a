using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Handlers;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Continuations as new that do nothing, or that end running handlers.</summary>
internal sealed class ContinuationsAsNew : IWorkflowRule
{
    private const string Create = "CreateContinueAsNewException";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow)
    {
        var endsHandlers = workflow.Members.Any(each => LongHandlers.Is(each, workflow))
            && !workflow.Operations.Any(each => SdkCalls.MemberOf(each, workflow.Symbols) == "AllHandlersFinished");
        foreach (var operation in workflow.Operations)
        {
            if (SdkCalls.MemberOf(operation, workflow.Symbols) == Create)
            {
                var place = Places.Of(operation);
                if (IsDropped(operation))
                {
                    yield return new(SemanticsRules.LostContinuation, $"Workflow.{Create}", "throw it", place)
                    {
                        Fix = "throw",
                    };
                }
                else if (endsHandlers && IsThrown(operation))
                {
                    const string Instead =
                        "await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished) before it";
                    yield return new(SemanticsRules.UnfinishedHandlers, "Continuing as new", Instead, place);
                }
            }

            if (operation is ICatchClauseOperation { ExceptionType.Name: "ContinueAsNewException" } caught
                && !SwallowingCatches.Rethrows(caught))
            {
                yield return new(
                    SemanticsRules.LostContinuation,
                    "A ContinueAsNewException",
                    "let it go",
                    caught.Syntax.GetFirstToken().GetLocation());
            }
        }
    }

    private static bool IsThrown(IOperation created) =>
        created.Parent is IThrowOperation or IConversionOperation { Parent: IThrowOperation };

    private static bool IsDropped(IOperation created) => created.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        _ => false,
    };
}
