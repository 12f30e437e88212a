using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>
/// Members that are null in spite of their types until the run method sets them, used by handlers that may run before.
/// </summary>
internal sealed class LateFields : IWorkflowRule
{
    private const string Instead = "set it in a constructor with [WorkflowInit]";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow)
    {
        var late = new HashSet<ISymbol>(
            workflow.Type.GetMembers().Where(each => IsNullAtFirst(each) && IsSetByRun(each, workflow)),
            SymbolEqualityComparer.Default);
        return late.Count == 0 ? [] :
            from member in workflow.Members
            where workflow.RoleOf(member.Member) is Role.Signal or Role.Update
            from use in member.Operations.OfType<IMemberReferenceOperation>()
            where late.Contains(use.Member) && IsDereferenced(use) && !IsAwaitedBefore(use, member)
            select new Finding(HandlerRules.Unassigned, use.Member.Name, Instead, use.Syntax.GetLocation());
    }

    // Such as private Order order = null!;
    private static bool IsNullAtFirst(ISymbol member)
    {
        if (member.IsStatic || member.DeclaringSyntaxReferences is not [var declared])
        {
            return false;
        }

        var initialiser = declared.GetSyntax() switch
        {
            VariableDeclaratorSyntax field => field.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        return initialiser?.Value is PostfixUnaryExpressionSyntax suppressed
            && suppressed.IsKind(SyntaxKind.SuppressNullableWarningExpression)
            && suppressed.Operand is LiteralExpressionSyntax or DefaultExpressionSyntax;
    }

    private static bool IsSetByRun(ISymbol member, WorkflowClass workflow)
    {
        var writers = workflow.Members
            .Where(each => each.Operations.OfType<IAssignmentOperation>().Any(write =>
                write.Target is IMemberReferenceOperation target
                && SymbolEqualityComparer.Default.Equals(target.Member, member)))
            .ToList();
        return writers is [{ Member: IMethodSymbol { MethodKind: MethodKind.Ordinary } only }]
            && workflow.RoleOf(only) == Role.Run;
    }

    private static bool IsDereferenced(IMemberReferenceOperation use) => use.Parent switch
    {
        IMemberReferenceOperation parent => parent.Instance == use,
        IInvocationOperation call => call.Instance == use,
        _ => false,
    };

    // A handler that waits first gives the run method its turn.
    private static bool IsAwaitedBefore(IOperation use, MemberCode member) => member.Operations
        .OfType<IAwaitOperation>()
        .Any(each => each.Syntax.Span.End < use.Syntax.SpanStart);
}
