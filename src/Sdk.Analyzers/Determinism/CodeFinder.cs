using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Code that is not there to read: dynamic calls and native methods; and logs of one's own.</summary>
internal sealed class CodeFinder(Compilation compilation) : IFinder
{
    private readonly INamedTypeSymbol? logger =
        compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.ILogger");

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code) => operation switch
    {
        IDynamicInvocationOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation =>
            [
                new(
                    StateRules.Dynamic,
                    "dynamic",
                    "code that is compiled with the workflow",
                    operation.Syntax.GetLocation()),
            ],
        IInvocationOperation { TargetMethod: { } method } call when IsNative(method) =>
            [new(StateRules.Native, Naming.Of(method), "an activity or Workflow.RunStepAsync", Places.Of(call))],
        IFieldReferenceOperation { Field: { IsStatic: true } field } reference when IsLogger(field.Type) =>
            [new(StateRules.Output, Naming.Of(field), "Workflow.Logger", Places.Of(reference)) { Fix = "Logger" }],
        _ => [],
    };

    private static bool IsNative(IMethodSymbol method) =>
        method.GetDllImportData() is not null
        || method.GetAttributes().Any(each => each.AttributeClass?.Name == "LibraryImportAttribute");

    private bool IsLogger(ITypeSymbol type) =>
        logger is not null
        && (SymbolEqualityComparer.Default.Equals(type, logger)
            || type.AllInterfaces.Contains(logger, SymbolEqualityComparer.Default));
}
