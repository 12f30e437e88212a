using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Reads which methods an operation calls: those that the source names, and those of the compiler.</summary>
internal static class Calls
{
    /// <summary>The methods, accessors, constructors, operators and static members that it runs.</summary>
    public static IEnumerable<Call> Of(IOperation operation, Symbols symbols) => operation switch
    {
        // The body of a local function is read where it stands.
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } => [],
        IInvocationOperation call => Excluded.IsDescribed(symbols, call)
            ? []
            : [New(call.TargetMethod, operation, call.Instance)],
        IObjectCreationOperation { Constructor: { } constructor } => [New(constructor, operation)],
        IMethodReferenceOperation { Method.MethodKind: not MethodKind.LocalFunction } reference =>
            [New(reference.Method, operation, reference.Instance)],
        IPropertyReferenceOperation property =>
        [
            .. AccessorsOf(property).Select(each => New(each, operation, property.Instance)),
            .. InitialisersOf(property.Property, operation),
        ],
        IFieldReferenceOperation field => InitialisersOf(field.Field, operation),
        IEventAssignmentOperation { EventReference: IEventReferenceOperation reference } change =>
            (change.Adds ? reference.Event.AddMethod : reference.Event.RemoveMethod) is { } accessor
                ? [New(accessor, operation, reference.Instance)]
                : [],
        _ => OperatorOf(operation) is { } method
            ? [New(method, operation), .. CompilerCalls.Of(operation, symbols)]
            : CompilerCalls.Of(operation, symbols),
    };

    /// <summary>A call of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="operation">What calls it.</param>
    /// <param name="instance">The object; null if the method cannot be overridden.</param>
    public static Call New(IMethodSymbol method, IOperation operation, IOperation? instance = null) => new(
        (method.ReducedFrom ?? method).OriginalDefinition,
        Places.Of(operation),
        IsExact(method, instance))
    {
        Operation = operation,
    };

    private static bool IsExact(IMethodSymbol method, IOperation? instance) =>
        !(method.IsVirtual || method.IsAbstract || method.IsOverride)
        || instance is IObjectCreationOperation
        || instance?.Syntax is BaseExpressionSyntax
        || instance?.Type is { IsSealed: true }
        || method.MethodKind is MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion;

    private static IEnumerable<IMethodSymbol> AccessorsOf(IPropertyReferenceOperation reference)
    {
        var isWritten = (reference.Parent is ISimpleAssignmentOperation simple && simple.Target == reference)
            || IsDeconstructed(reference);
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

    // (Name, Count) = pair.
    private static bool IsDeconstructed(IOperation reference)
    {
        var each = reference;
        while (each.Parent is ITupleOperation tuple)
        {
            each = tuple;
        }

        return each != reference && each.Parent is IDeconstructionAssignmentOperation whole && whole.Target == each;
    }

    // What a static member holds is made by its initialiser, or by the static constructor.
    private static IEnumerable<Call> InitialisersOf(ISymbol member, IOperation reference) =>
        member is { IsStatic: true } and not IFieldSymbol { IsConst: true }
        && member.ContainingType is { TypeKind: not TypeKind.Enum }
        && !member.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
            ? [new(member.OriginalDefinition, Places.Of(reference), IsExact: true)]
            : [];

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
