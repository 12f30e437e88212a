using Cairn.Sdk.Analyzers.Apis;
using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Finds uses of the APIs of the table.</summary>
internal sealed class ApiFinder(ApiTable table) : IFinder
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code)
    {
        if (SymbolOf(operation) is { } symbol
            && table.Find(new(operation, symbol, code)) is { } api)
        {
            yield return new(api.Rule, Naming.Of(symbol), api.Instead, Places.Of(operation))
            {
                Severity = api.Severity,
                IsValue = api.IsValue,
                Fix = $"{api.Type}.{symbol.Name}",
            };
        }
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.ReducedFrom ?? call.TargetMethod,
        IObjectCreationOperation creation => creation.Constructor,
        IPropertyReferenceOperation reference => reference.Property,
        IFieldReferenceOperation { Field.ContainingType.TypeKind: not TypeKind.Enum } reference => reference.Field,
        IEventReferenceOperation reference => reference.Event,
        IMethodReferenceOperation reference => reference.Method,
        _ => null,
    };
}
