using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Handlers;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Helpers;

/// <summary>Loops that only wait until a field of the workflow has changed.</summary>
internal sealed class PollingLoops : IWorkflowRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
        from loop in workflow.Operations.OfType<IWhileLoopOperation>()
        let asked = loop.Condition?.DescendantsAndSelf().ToList() ?? []
        where asked.Exists(each => Effects.OwnedBy(each) is not null)
            && !asked.Exists(each => each is IPropertyReferenceOperation { Property.Name: "UtcNow" })
            && IsOnlyWait(loop.Body, workflow.Symbols)
        select new Finding(
            HelperRules.Polling,
            "The loop",
            "use Workflow.WaitConditionAsync",
            loop.Syntax.GetFirstToken().GetLocation())
        {
            Fix = "WaitCondition",
        };

    private static bool IsOnlyWait(IOperation body, Symbols symbols)
    {
        var statement = body is IBlockOperation { Operations: [var only] } ? only : body;
        return statement is IExpressionStatementOperation { Operation: IAwaitOperation { Operation: { } delay } }
            && SdkCalls.MemberOf(delay, symbols) is "DelayAsync" or "DelayWithOptionsAsync";
    }
}
