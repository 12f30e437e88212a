using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Helpers;

/// <summary>Releases of a mutex or a semaphore that an exception skips.</summary>
internal sealed class Locks : IWorkflowRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
        from member in workflow.Members
        let calls = member.Operations.OfType<IInvocationOperation>().Where(IsOfLock).ToList()
        from release in calls.Where(each => each.TargetMethod.Name.StartsWith("Release", StringComparison.Ordinal))
        where calls.Exists(each => each.TargetMethod.Name.StartsWith("Wait", StringComparison.Ordinal)
                && AwaitsBetween(each, release, member))
            && !calls.Exists(each => each.TargetMethod.Name == release.TargetMethod.Name && IsInFinally(each))
        select new Finding(
            HelperRules.LeakedLock, Naming.Of(release.TargetMethod), "put it in a finally block", Places.Of(release));

    private static bool IsOfLock(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "Mutex" or "Semaphore" } type
        && type.ContainingNamespace.ToDisplayString() == "Cairn.Workflows";

    // Code that cannot throw needs no finally.
    private static bool AwaitsBetween(IInvocationOperation taken, IInvocationOperation release, MemberCode member) =>
        taken.Syntax.SpanStart < release.Syntax.SpanStart
        && Flow.FunctionOf(taken) == Flow.FunctionOf(release)
        && member.Operations.OfType<IAwaitOperation>().Any(each =>
            each.Syntax.SpanStart > taken.Syntax.Span.End && each.Syntax.Span.End < release.Syntax.SpanStart);

    private static bool IsInFinally(IOperation operation)
    {
        for (var each = operation; each.Parent is { } parent; each = parent)
        {
            if (parent is ITryOperation tried && tried.Finally == each)
            {
                return true;
            }
        }

        return false;
    }
}
