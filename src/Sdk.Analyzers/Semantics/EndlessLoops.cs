using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>
/// Loops without an end in workflows that never continue as new. What a lambda repeats beside the run method ends with
/// that.
/// </summary>
internal sealed class EndlessLoops : IWorkflowRule
{
    private const string Instead =
        "call Workflow.ContinueAsNewIfSuggestedAsync in it, or throw Workflow.CreateContinueAsNewException";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) => workflow.Operations
        .Where(NeverEnds)
        .Take(workflow.Operations.Any(ContinuesAsNew) ? 0 : int.MaxValue)
        .Select(each => new Finding(
            SemanticsRules.EndlessLoop, "The loop", Instead, each.Syntax.GetFirstToken().GetLocation()));

    /// <summary>Whether the operation is a loop of the run method that nothing leaves.</summary>
    public static bool NeverEnds(IOperation operation) => operation is ILoopOperation loop
        && IsEndless(loop) && IsLong(loop) && !IsLeft(loop) && Flow.FunctionOf(loop) is null;

    // Helpers of other classes are known by their names.
    private static bool ContinuesAsNew(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.Name.Contains("ContinueAsNew"),
        IPropertyReferenceOperation property => property.Property.Name.Contains("ContinueAsNew"),
        _ => false,
    };

    private static bool IsEndless(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation { Condition.ConstantValue: { HasValue: true, Value: true } } => true,
        IForLoopOperation { Condition: null or { ConstantValue: { HasValue: true, Value: true } } } => true,
        _ => false,
    };

    private static bool IsLong(ILoopOperation loop) => Flow.Within(loop.Body).Any(each => each is IAwaitOperation);

    private static bool IsLeft(ILoopOperation loop) => Flow.Within(loop.Body).Any(each => each
        is IReturnOperation or IThrowOperation
        || (each is IBranchOperation branch && IsOutOf(branch, loop)));

    private static bool IsOutOf(IBranchOperation branch, ILoopOperation loop) => branch.BranchKind switch
    {
        BranchKind.Break => SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel),
        BranchKind.GoTo => true,
        _ => false,
    };
}
