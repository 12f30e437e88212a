using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Handlers;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Helpers;

/// <summary>Steps that use or change the workflow that they run outside of.</summary>
internal sealed class Steps : IWorkflowRule
{
    private const string Read = "read it before the step";
    private const string Return = "return the value from the step";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) => workflow.Operations
        .OfType<IInvocationOperation>()
        .Where(each => SdkCalls.MemberOf(each, workflow.Symbols) == "RunStepAsync")
        .SelectMany(each => each.Arguments)
        .Where(each => each.Parameter?.Name == "step")
        .SelectMany(each => each.Value.Descendants().OfType<IAnonymousFunctionOperation>().Take(1))
        .SelectMany(step => step.Body.Descendants().SelectMany(each => Find(each, step, workflow.Symbols)));

    private static IEnumerable<Finding> Find(IOperation operation, IAnonymousFunctionOperation step, Symbols symbols)
    {
        if (SdkCalls.MemberOf(operation, symbols) is { } member and not "InWorkflow" && !Flow.IsNamed(operation))
        {
            yield return New($"Workflow.{member}", Read, Places.Of(operation));
        }
        else if (operation is IInvocationOperation call && SdkCalls.IsOfContract(call, symbols)
            && !Excluded.IsDescribed(symbols, call) && IsStub(call, step))
        {
            yield return New(Naming.Of(call.TargetMethod), "call it beside the step", Places.Of(call));
        }
        else if (Effects.OnState(operation) is { } state)
        {
            yield return New(state, Return, Places.Of(operation));
        }
        else if (operation is IAssignmentOperation { Target: ILocalReferenceOperation local }
            && local.Local.DeclaringSyntaxReferences is [var declared] && !step.Syntax.Span.Contains(declared.Span))
        {
            yield return New(local.Local.Name, Return, operation.Syntax.GetLocation());
        }
    }

    private static Finding New(string what, string instead, Location place) =>
        new(HelperRules.StepUsesWorkflow, what, instead, place);

    // An object of the contract may be the real one; only what came from Workflow is a stub.
    private static bool IsStub(IInvocationOperation call, IAnonymousFunctionOperation step) =>
        call.Instance is IInvocationOperation
        || (call.Instance is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] }
            && !step.Syntax.Span.Contains(declared.Span)
            && declared.GetSyntax().ToString().Contains("Activities<"));
}
