using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>Where operations stand among others.</summary>
internal static class Flow
{
    /// <summary>Whether a catch block of the same member may catch what the operation throws.</summary>
    public static bool IsCaught(IOperation thrown)
    {
        for (var each = thrown; each.Parent is { } parent; each = parent)
        {
            if (parent is ITryOperation tried && tried.Body == each && !tried.Catches.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All operations below one that run with it: those of lambdas and local functions do not.</summary>
    public static IEnumerable<IOperation> Within(IOperation root)
    {
        var open = new Stack<IOperation>([root]);
        while (open.Count > 0)
        {
            var operation = open.Pop();
            yield return operation;
            foreach (var child in operation.ChildOperations.Reverse())
            {
                if (child is not IAnonymousFunctionOperation and not ILocalFunctionOperation and not INameOfOperation)
                {
                    open.Push(child);
                }
            }
        }
    }

    /// <summary>The lambda or local function that the operation is in; null if it is in the member itself.</summary>
    public static IOperation? FunctionOf(IOperation operation)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            if (each is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return each;
            }
        }

        return null;
    }

    /// <summary>Whether the member is one of the object itself, and not of one that is being made.</summary>
    public static bool IsOwn(IMemberReferenceOperation member) => member.Instance
        is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    /// <summary>Whether only the name of the operation is used.</summary>
    public static bool IsNamed(IOperation operation)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            if (each is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The operation without the conversions around it.</summary>
    public static IOperation Plain(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
