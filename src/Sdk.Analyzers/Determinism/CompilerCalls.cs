using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>
/// Calls that the compiler writes: of awaiters, enumerators and deconstructors, of conversions, of what
/// <c>using</c> disposes of and text is made from.
/// </summary>
internal static class CompilerCalls
{
    /// <summary>The calls behind an operation that names no method.</summary>
    public static IEnumerable<Call> Of(IOperation operation, Symbols symbols)
    {
        var methods = operation switch
        {
            IAwaitOperation awaited => OfAwait(awaited, symbols),
            IForEachLoopOperation loop => OfLoop(loop),
            IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax assignment } =>
                Of(operation.SemanticModel?.GetDeconstructionInfo(assignment)),
            IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol deconstruct } => [deconstruct],
            IListPatternOperation list => [GetterOf(list.LengthSymbol), GetterOf(list.IndexerSymbol)],
            ISlicePatternOperation slice => [slice.SliceSymbol as IMethodSymbol ?? GetterOf(slice.SliceSymbol)],
            IImplicitIndexerReferenceOperation index => [GetterOf(index.LengthSymbol), GetterOf(index.IndexerSymbol)],
            ICompoundAssignmentOperation compound =>
                [compound.InConversion.MethodSymbol, compound.OutConversion.MethodSymbol],
            ICoalesceOperation coalesce => [coalesce.ValueConversion.MethodSymbol],
            IWithOperation { Type: INamedTypeSymbol type } => [CopyConstructorOf(type)],
            _ => [],
        };
        return methods.OfType<IMethodSymbol>()
            .Select(each => Calls.New(each, operation))
            .Concat(OnValues(operation, symbols));
    }

    // Methods that the value of an operation may override.
    private static IEnumerable<Call> OnValues(IOperation operation, Symbols symbols) => operation switch
    {
        IUsingOperation block => OfResources(block.Resources, block.IsAsynchronous, symbols),
        IUsingDeclarationOperation declaration =>
            OfResources(declaration.DeclarationGroup, declaration.IsAsynchronous, symbols),
        IInterpolationOperation hole => ToText(hole.Expression),
        ICollectionExpressionOperation { Type: INamedTypeSymbol type } collection =>
            OfCollection(collection, type),
        ISpreadOperation { Operand: { } source } => On(source, "GetEnumerator"),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } add =>
            ToText(add.LeftOperand).Concat(ToText(add.RightOperand)),
        _ => [],
    };

    private static IEnumerable<IMethodSymbol?> OfAwait(IAwaitOperation awaited, Symbols symbols)
    {
        if (symbols.IsTask(awaited.Operation.Type) || awaited.Syntax is not AwaitExpressionSyntax syntax
            || awaited.SemanticModel is not { } model)
        {
            return [];
        }

        var info = model.GetAwaitExpressionInfo(syntax);
        return [info.GetAwaiterMethod, info.IsCompletedProperty?.GetMethod, info.GetResultMethod];
    }

    private static IEnumerable<IMethodSymbol?> OfLoop(IForEachLoopOperation loop)
    {
        if (loop.Syntax is not CommonForEachStatementSyntax syntax || loop.SemanticModel is not { } model)
        {
            return [];
        }

        var info = model.GetForEachStatementInfo(syntax);
        return
        [
            info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty?.GetMethod, info.DisposeMethod,
            info.ElementConversion.MethodSymbol,
            .. syntax is ForEachVariableStatementSyntax variables ? Of(model.GetDeconstructionInfo(variables)) : [],
        ];
    }

    private static IEnumerable<IMethodSymbol?> Of(DeconstructionInfo? found) => found is { } info
        ? [info.Method, info.Conversion?.MethodSymbol, .. info.Nested.SelectMany(each => Of(each))]
        : [];

    private static IMethodSymbol? GetterOf(ISymbol? property) => (property as IPropertySymbol)?.GetMethod;

    private static IMethodSymbol? CopyConstructorOf(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(each => each is { IsImplicitlyDeclared: false, Parameters: [var only] }
            && SymbolEqualityComparer.Default.Equals(only.Type, type));

    private static IEnumerable<Call> OfResources(IOperation resources, bool isAsynchronous, Symbols symbols)
    {
        var values = resources is IVariableDeclarationGroupOperation group
            ? group.Declarations.SelectMany(each => each.Declarators)
                .Select(each => each.GetVariableInitializer()?.Value)
                .OfType<IOperation>()
            : [resources];
        var (contract, name) = isAsynchronous
            ? (symbols.AsyncDisposable, "DisposeAsync")
            : (symbols.Disposable, "Dispose");
        foreach (var value in values.Select(Flow.Plain))
        {
            var method = contract?.GetMembers(name).FirstOrDefault() is { } member && value.Type is { } type
                ? type.FindImplementationForInterfaceMember(member) as IMethodSymbol
                : null;
            if (method is not null)
            {
                yield return Calls.New(method, value, value);
            }
            else
            {
                foreach (var call in On(value, name))
                {
                    yield return call;
                }
            }
        }
    }

    // An Add for each element, where the type has no builder.
    private static IEnumerable<Call> OfCollection(ICollectionExpressionOperation collection, INamedTypeSymbol type)
    {
        if (collection.ConstructMethod is { } construct)
        {
            yield return Calls.New(construct, collection);
        }

        if (collection is { ConstructMethod.MethodKind: MethodKind.Constructor, Elements.IsEmpty: false }
            && MethodOf(type, "Add", parameters: 1) is { } add)
        {
            yield return Calls.New(add, collection, collection);
        }
    }

    private static IEnumerable<Call> ToText(IOperation value) => Flow.Plain(value) is
        { Type: INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum } } plain
            ? On(plain, "ToString")
            : [];

    private static IEnumerable<Call> On(IOperation value, string method) =>
        Flow.Plain(value) is { Type: INamedTypeSymbol type } plain && MethodOf(type, method, parameters: 0) is { } found
            ? [Calls.New(found, value, plain)]
            : [];

    private static IMethodSymbol? MethodOf(INamedTypeSymbol type, string name, int parameters)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (each.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(one =>
                !one.IsStatic && one.Parameters.Length == parameters) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
