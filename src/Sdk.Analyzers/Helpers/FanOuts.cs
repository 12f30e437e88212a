using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Helpers;

/// <summary>Activities and children for all items of an argument at once.</summary>
internal sealed class FanOuts : IWorkflowRule
{
    private const string Instead = "use Workflow.MapAsync, which limits how many run";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) => workflow.Operations
        .OfType<IInvocationOperation>()
        .Where(each => each.TargetMethod.Name is "WhenAll" or "WhenAllAsync" && each.Arguments.Length == 1
            && Flow.Plain(each.Arguments[0].Value) is IInvocationOperation select
            && IsOfArgument(select) && Starts(select, workflow))
        .Select(each => new Finding(
            HelperRules.UnboundedFanOut, Naming.Of(each.TargetMethod), Instead, Places.Of(each)));

    private static bool IsOfArgument(IInvocationOperation select)
    {
        if (select.TargetMethod is not { Name: "Select", ContainingType.Name: "Enumerable" })
        {
            return false;
        }

        var source = Flow.Plain(select.Arguments[0].Value);
        while (source is IPropertyReferenceOperation { Instance: { } owner })
        {
            source = owner;
        }

        return source is IParameterReferenceOperation;
    }

    private static bool Starts(IInvocationOperation select, WorkflowClass workflow) =>
        select.Arguments[1].Value.Descendants().Any(each => SdkCalls.IsCommand(each, workflow.Symbols));
}
