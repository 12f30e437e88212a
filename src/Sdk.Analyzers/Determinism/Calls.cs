using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Reads which methods an operation calls.</summary>
internal static class Calls
{
    /// <summary>The methods, accessors, constructors and operators that the operation calls.</summary>
    public static IEnumerable<Call> Of(IOperation operation, Symbols symbols)
    {
        switch (operation)
        {
            // The body of a local function is read where it stands.
            case IInvocationOperation
                { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke }:
                break;
            case IInvocationOperation call when !Excluded.IsDescribed(symbols, call):
                yield return New(call.TargetMethod, operation, IsExact(call.TargetMethod, call.Instance));
                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                yield return New(constructor, operation, isExact: true);
                break;
            case IMethodReferenceOperation { Method.MethodKind: not MethodKind.LocalFunction } reference:
                yield return New(reference.Method, operation, IsExact(reference.Method, reference.Instance));
                break;
            case IPropertyReferenceOperation property:
                foreach (var accessor in AccessorsOf(property))
                {
                    yield return New(accessor, operation, IsExact(accessor, property.Instance));
                }

                break;
            default:
                if (OperatorOf(operation) is { } method)
                {
                    yield return New(method, operation, isExact: true);
                }

                break;
        }
    }

    private static Call New(IMethodSymbol method, IOperation operation, bool isExact) =>
        new((method.ReducedFrom ?? method).OriginalDefinition, Places.Of(operation), isExact);

    private static bool IsExact(IMethodSymbol method, IOperation? instance) =>
        !(method.IsVirtual || method.IsAbstract || method.IsOverride)
        || instance is IObjectCreationOperation
        || instance?.Syntax is BaseExpressionSyntax
        || instance?.Type is { IsSealed: true };

    private static IEnumerable<IMethodSymbol> AccessorsOf(IPropertyReferenceOperation reference)
    {
        var isWritten = reference.Parent is ISimpleAssignmentOperation simple && simple.Target == reference;
        var changes = (reference.Parent is ICompoundAssignmentOperation compound && compound.Target == reference)
            || (reference.Parent is ICoalesceAssignmentOperation coalesce && coalesce.Target == reference)
            || reference.Parent is IIncrementOrDecrementOperation;
        if (!isWritten && reference.Property.GetMethod is { } getter)
        {
            yield return getter;
        }

        if ((isWritten || changes) && reference.Property.SetMethod is { } setter)
        {
            yield return setter;
        }
    }

    private static IMethodSymbol? OperatorOf(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary.OperatorMethod,
        IUnaryOperation unary => unary.OperatorMethod,
        IConversionOperation conversion => conversion.OperatorMethod,
        IIncrementOrDecrementOperation increment => increment.OperatorMethod,
        ICompoundAssignmentOperation compound => compound.OperatorMethod,
        _ => null,
    };
}
