using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>
/// Code within workflow code that does not run as such: the code of steps, that of <c>Workflow.Unsafe</c>, and the call
/// that an expression tree stands for. The arguments of that call are workflow code.
/// </summary>
internal static class Excluded
{
    /// <summary>Whether the operation and all below it run elsewhere.</summary>
    public static bool Is(Symbols symbols, IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation lambda => symbols.RunsElsewhere(lambda.Symbol),
        ILocalFunctionOperation function => symbols.RunsElsewhere(function.Symbol),
        IArgumentOperation { Parent: IInvocationOperation call, Parameter.Type.TypeKind: TypeKind.Delegate } =>
            Symbols.Same(call.TargetMethod.ContainingType, symbols.Unsafe)
            || (call.TargetMethod.Name == "RunStepAsync"
                && Symbols.Same(call.TargetMethod.ContainingType, symbols.Workflow)),
        _ => false,
    };

    /// <summary>Whether the call is only described: it is the body of a lambda that becomes an expression.</summary>
    public static bool IsDescribed(Symbols symbols, IOperation call)
    {
        for (var each = call.Parent; each is not null; each = each.Parent)
        {
            switch (each)
            {
                case IAnonymousFunctionOperation:
                    return Symbols.Same(each.Parent?.Type, symbols.Expression);
                case IBlockOperation or IReturnOperation or IExpressionStatementOperation or IConversionOperation:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
