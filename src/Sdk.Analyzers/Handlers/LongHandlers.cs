using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>Handlers that take their time, and that no part of the workflow waits for.</summary>
internal sealed class LongHandlers : IWorkflowRule
{
    private const string Instead = "await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished) at the end "
        + "of the run method, or set UnfinishedPolicy";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
        IsWaitedFor(workflow) || workflow.Operations.Any(EndlessLoops.NeverEnds)
            ? []
            : workflow.Members
                .Where(each => Is(each, workflow) && EndsUnseen(each, workflow.Symbols))
                .Select(each => new Finding(
                    HandlerRules.UnfinishedHandler, each.Member.Name, Instead, each.Member.Locations[0]));

    /// <summary>Whether the handler waits, and may not be ended: policy 1, which is Abandon, allows it.</summary>
    public static bool Is(MemberCode member, WorkflowClass workflow) =>
        workflow.RoleOf(member.Member) is Role.Signal or Role.Update
        && member.Operations.Any(each => each is IAwaitOperation)
        && !member.Member.GetAttributes().SelectMany(each => each.NamedArguments)
            .Any(each => each is { Key: "UnfinishedPolicy", Value.Value: 1 });

    // Continuing as new has a rule of its own.
    private static bool IsWaitedFor(WorkflowClass workflow) => workflow.Operations.Any(each =>
        SdkCalls.MemberOf(each, workflow.Symbols)?.Contains("ContinueAsNew") == true
        || SdkCalls.MemberOf(each, workflow.Symbols) == "AllHandlersFinished");

    // The run method may wait for what a handler sets at its end.
    private static bool EndsUnseen(MemberCode member, Symbols symbols)
    {
        var last = member.Operations.OfType<IAwaitOperation>()
            .LastOrDefault(each => Flow.FunctionOf(each) is null && SdkCalls.IsCommand(each.Operation, symbols));
        return last is not null && !member.Operations.Any(each =>
            each.Syntax.Span.End >= last.Syntax.Span.End && Effects.OnState(each) is not null);
    }
}
