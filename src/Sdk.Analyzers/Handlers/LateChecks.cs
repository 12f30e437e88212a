using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>Updates that check their arguments after they have changed the workflow.</summary>
internal sealed class LateChecks : IWorkflowRule
{
    private const string Instead = "check it in a validator, which refuses the update before it changes anything";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
        from member in workflow.Members
        where workflow.RoleOf(member.Member) == Role.Update
        from check in member.Operations
        let asked = AskedBy(check)
        where asked.Count > 0 && asked.All(IsKnownBefore)
            && asked.Any(each => each.DescendantsAndSelf().Any(one => one is IParameterReferenceOperation))
            && member.Operations.Any(each => each.Syntax.SpanStart < check.Syntax.SpanStart
                && !each.Syntax.Span.Contains(check.Syntax.Span) && Flow.FunctionOf(each) is null
                && (Effects.OnHistory(each, workflow.Symbols) ?? Effects.OnState(each)) is not null)
        select new Finding(HandlerRules.LateCheck, "The check", Instead, check.Syntax.GetFirstToken().GetLocation());

    // if (…) throw …; and ArgumentNullException.ThrowIfNull(…) and its like.
    private static IReadOnlyList<IOperation> AskedBy(IOperation operation) => operation switch
    {
        _ when Flow.FunctionOf(operation) is not null || Flow.IsCaught(operation) => [],
        IConditionalOperation conditional when Throws(conditional.WhenTrue) => [conditional.Condition],
        IInvocationOperation { TargetMethod: { IsStatic: true } method } call
            when method.Name.StartsWith("ThrowIf", StringComparison.Ordinal) =>
            [.. call.Arguments.Where(each => each.ArgumentKind == ArgumentKind.Explicit).Select(each => each.Value)],
        _ => [],
    };

    private static bool Throws(IOperation branch) => branch is IThrowOperation
        or IExpressionStatementOperation { Operation: IThrowOperation }
        or IBlockOperation { Operations: [IThrowOperation or IExpressionStatementOperation
            { Operation: IThrowOperation }] };

    // What the workflow is like may have changed while the update waited; its arguments have not.
    private static bool IsKnownBefore(IOperation condition) => condition.DescendantsAndSelf().All(each => each
        is not (IAwaitOperation or ILocalReferenceOperation or IFieldReferenceOperation { Field.IsStatic: false }
            or IInstanceReferenceOperation));
}
