using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Catch blocks that swallow the cancellation of the workflow and errors of its task.</summary>
internal sealed class SwallowingCatches : IWorkflowRule
{
    private const string Instead = "add when (Workflow.IsWorkflowFailure(e)), and rethrow what is a cancellation";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
        from tried in workflow.Operations.OfType<ITryOperation>()
        where Flow.Within(tried.Body).Any(each => each is IAwaitOperation)
        from caught in tried.Catches
        where IsAll(caught) && caught.Filter is null && !Rethrows(caught) && !Asks(caught)
            && !tried.Catches.TakeWhile(each => each != caught).Any(IsForCancellation)
        select new Finding(
            SemanticsRules.Swallowed, "This catch", Instead, caught.Syntax.GetFirstToken().GetLocation())
        {
            Fix = "Filter",
        };

    /// <summary>Whether the block catches exceptions of all types.</summary>
    public static bool IsAll(ICatchClauseOperation caught) =>
        caught.ExceptionType.SpecialType == SpecialType.System_Object
        || caught.ExceptionType.ToDisplayString() == "System.Exception";

    /// <summary>Whether the block throws again, or throws something else.</summary>
    public static bool Rethrows(ICatchClauseOperation caught) =>
        caught.Handler.Descendants().Any(each => each is IThrowOperation);

    /// <summary>Whether the block catches the cancellation of a workflow.</summary>
    public static bool IsForCancellation(ICatchClauseOperation caught) =>
        caught.ExceptionType.Name is "OperationCanceledException" or "TaskCanceledException"
            or "CanceledFailureException"
        || (caught.Filter is { } filter && filter.DescendantsAndSelf().Any(IsQuestion));

    private static bool Asks(ICatchClauseOperation caught) => caught.Handler.Descendants().Any(IsQuestion);

    private static bool IsQuestion(IOperation operation) => operation
        is IInvocationOperation { TargetMethod.Name: "IsCanceledException" or "IsWorkflowFailure" }
        or IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" };
}
