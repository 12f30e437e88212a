using Cairn.Sdk.Analyzers.Activities;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>
/// Commands of finally and catch blocks that take the workflow's own token. If the workflow was cancelled, that token
/// cancels them at once.
/// </summary>
internal sealed class Cleanup : IWorkflowRule
{
    private const string Instead = "wrap it in Workflow.RunDetachedAsync";

    // A cancelled workflow comes out of its waits by these.
    private static readonly HashSet<string> Cancelling =
    [
        "OperationCanceledException", "TaskCanceledException", "CanceledFailureException", "FailureException",
        "ActivityFailureException", "ChildWorkflowFailureException", "Exception", "Object",
    ];

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow)
    {
        var reader = new ActivityCallReader(workflow.Code);
        foreach (var tried in workflow.Operations.OfType<ITryOperation>())
        {
            foreach (var call in CommandsIn(tried.Finally, workflow, reader))
            {
                yield return New(SemanticsRules.CancelledFinally, call);
            }

            foreach (var call in tried.Catches.Where(IsCleanup)
                .SelectMany(caught => CommandsIn(caught.Handler, workflow, reader)))
            {
                yield return New(SemanticsRules.CancelledCompensation, call);
            }
        }
    }

    private static Finding New(Rule rule, IInvocationOperation call) =>
        new(rule, Naming.Of(call.TargetMethod), Instead, Places.Of(call)) { Fix = "Detached" };

    // What goes on after the block, with a fallback for what failed, is cancelled rightly.
    private static bool IsCleanup(ICatchClauseOperation caught)
    {
        if (!Cancelling.Contains(caught.ExceptionType.Name))
        {
            return false;
        }

        var isCancellation = caught.ExceptionType.Name
            is "OperationCanceledException" or "TaskCanceledException" or "CanceledFailureException";
        return caught.Filter switch
        {
            null => isCancellation || SwallowingCatches.Rethrows(caught),
            IInvocationOperation { TargetMethod.Name: "IsWorkflowFailure" } => SwallowingCatches.Rethrows(caught),
            IInvocationOperation { TargetMethod.Name: "IsCanceledException" } => true,
            _ => false,
        };
    }

    private static IEnumerable<IInvocationOperation> CommandsIn(
        IOperation? block, WorkflowClass workflow, ActivityCallReader reader) => block is null
        ? []
        : Flow.Within(block).OfType<IInvocationOperation>().Where(each =>
            SdkCalls.IsCommand(each, workflow.Symbols) && TakesOwnToken(each, workflow, reader));

    private static bool TakesOwnToken(IInvocationOperation call, WorkflowClass workflow, ActivityCallReader reader)
    {
        if (call.Arguments.Any(each => each.ArgumentKind != ArgumentKind.DefaultValue
            && each.Value.DescendantsAndSelf().Any(IsToken)))
        {
            return false;
        }

        if (reader.Read(call) is { } activity)
        {
            return activity.Options is { } options && !options.Values.ContainsKey("CancellationToken");
        }

        if (SdkCalls.IsOfContract(call, workflow.Symbols))
        {
            return false;
        }

        var given = call.Arguments.FirstOrDefault(each => each.Parameter?.Name == "options")?.Value;
        return CallOptions.Read(given, workflow.Code) is { } read && !read.Values.ContainsKey("CancellationToken")
            && SdkCalls.MemberOf(call, workflow.Symbols) is not ("UpsertMemo" or "UpsertTypedSearchAttributes"
                or "UpsertMemoWithOptions" or "UpsertTypedSearchAttributesWithOptions");
    }

    private static bool IsToken(IOperation value) => value.Type?.Name == nameof(CancellationToken)
        && value is not IDefaultValueOperation;
}
