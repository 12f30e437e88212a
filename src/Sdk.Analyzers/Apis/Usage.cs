using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>What code does with a value.</summary>
internal static class Usage
{
    private const int MaxLocals = 3;

    /// <summary>
    /// Whether the value decides a branch, is given to a command or is what a helper returns. A value in a log, in an
    /// exception or in the state of the workflow changes nothing that a replay compares.
    /// </summary>
    public static bool Matters(IOperation value, MemberCode code) => Matters(value, code, MaxLocals);

    private static bool Matters(IOperation value, MemberCode code, int locals)
    {
        for (var each = value; each.Parent is { } parent; each = parent)
        {
            switch (parent)
            {
                case var _ when Decides(each, parent):
                case IInvocationOperation call when SdkCalls.IsCommand(call, code.Symbols):
                    return true;
                case IInvocationOperation log when IsLog(log.TargetMethod):
                case IObjectCreationOperation { Type: { } made } when made.Name.EndsWith("Exception"):
                    return false;
                case IVariableDeclaratorOperation declared:
                    return IsUsed(declared.Symbol, code, locals);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment
                    when assignment.Value == each:
                    return IsUsed(local.Local, code, locals);
                case IReturnOperation or IExpressionStatementOperation when Flow.FunctionOf(parent) is { } function:
                    if (function is not IAnonymousFunctionOperation lambda)
                    {
                        return parent is IReturnOperation;
                    }

                    if (lambda.Symbol.ReturnType.SpecialType == SpecialType.System_Boolean)
                    {
                        return true;
                    }

                    parent = lambda;
                    break;
                case IReturnOperation:
                    return !code.IsOfWorkflow;
                case IBlockOperation or IExpressionStatementOperation:
                    return false;
                default:
                    break;
            }
        }

        return false;
    }

    /// <summary>Whether the value is the condition of a branch or a loop.</summary>
    public static bool Decides(IOperation value)
    {
        for (var each = value; each.Parent is { } parent and not (IBlockOperation or IExpressionStatementOperation
            or IAnonymousFunctionOperation); each = parent)
        {
            if (Decides(each, parent))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Decides(IOperation value, IOperation parent) => parent switch
    {
        IConditionalOperation conditional => conditional.Condition == value,
        IWhileLoopOperation loop => loop.Condition == value,
        IForLoopOperation loop => loop.Condition == value,
        ISwitchOperation choice => choice.Value == value,
        ISwitchExpressionOperation expression => expression.Value == value,
        ISwitchExpressionArmOperation arm => arm.Guard == value,
        IPatternCaseClauseOperation clause => clause.Guard == value,
        ICatchClauseOperation caught => caught.Filter == value,
        _ => false,
    };

    private static bool IsUsed(ILocalSymbol local, MemberCode code, int locals) => locals > 0
        && code.Operations.OfType<ILocalReferenceOperation>().Any(each =>
            SymbolEqualityComparer.Default.Equals(each.Local, local)
            && each.Parent is not ISimpleAssignmentOperation { Target: ILocalReferenceOperation }
            && Matters(each, code, locals - 1));

    private static bool IsLog(IMethodSymbol method) =>
        method.Name.StartsWith("Log", StringComparison.Ordinal)
        || method.Name.StartsWith("Write", StringComparison.Ordinal);
}
