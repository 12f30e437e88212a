using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Finds arguments of workflows and activities that may be larger than a payload.</summary>
internal static class LargeArguments
{
    private const string Instead = "pass a reference to it, such as the name of a file or a blob";
    private const long Limit = 2 * 1024 * 1024;

    /// <summary>Looks at the arguments of a call of the SDK or of its generated calls.</summary>
    public static IEnumerable<Finding> Find(IInvocationOperation call)
    {
        if (!TakesPayloads(call.TargetMethod))
        {
            return [];
        }

        // The arguments of a call that a lambda stands for, and the elements of a collection of arguments.
        return call.Arguments
            .SelectMany(each => Values(each.Value))
            .Select(each => (Place: each, Name: NameOf(each)))
            .Where(each => each.Name is not null)
            .Select(each =>
                new Finding(ActivityRules.LargePayload, each.Name!, Instead, each.Place.Syntax.GetLocation()));
    }

    /// <summary>What a value is, if it may be too large; null if it is not known to be.</summary>
    public static string? NameOf(IOperation value) => value switch
    {
        IConversionOperation conversion => NameOf(conversion.Operand),
        IAwaitOperation awaited => NameOf(awaited.Operation),
        { ConstantValue: { HasValue: true, Value: string { Length: > (int)Limit } } } => "The string",
        IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int size } }] } made
            when size > Limit && made.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } =>
            $"new byte[{size}]",
        IObjectCreationOperation
        {
            Type.SpecialType: SpecialType.System_String,
            Arguments: [_, { Value.ConstantValue: { HasValue: true, Value: int and > (int)Limit } }],
        } => "The string",
        IInvocationOperation
        {
            TargetMethod: { ContainingType: { Name: "File", ContainingNamespace.Name: "IO" } } read
        } when read.Name.StartsWith("ReadAll", StringComparison.Ordinal) => $"The content of a file (File.{read.Name})",
        _ => null,
    };

    private static bool TakesPayloads(IMethodSymbol method) => method.Name switch
    {
        "ExecuteActivityAsync" or "ExecuteLocalActivityAsync" or "StartWorkflowAsync" or "ExecuteWorkflowAsync"
            or "StartChildWorkflowAsync" or "ExecuteChildWorkflowAsync" or "SignalAsync" or "ExecuteUpdateAsync"
            or "StartUpdateAsync" or "CreateContinueAsNewException" =>
            method.ContainingNamespace.ToDisplayString() is "Cairn.Workflows" or "Cairn.Client",
        _ => method.ContainingType.Name.EndsWith("Calls", StringComparison.Ordinal)
            && method.ReturnType is { ContainingNamespace.Name: "Workflows" } type
            && type.Name.EndsWith("Call", StringComparison.Ordinal),
    };

    private static IEnumerable<IOperation> Values(IOperation argument) => argument switch
    {
        IConversionOperation conversion => Values(conversion.Operand),
        IDelegateCreationOperation made => Values(made.Target),
        IAnonymousFunctionOperation lambda => lambda.Body.Descendants().OfType<IInvocationOperation>().Take(1)
            .SelectMany(each => each.Arguments.Select(one => one.Value)),
        ICollectionExpressionOperation collection => collection.Elements,
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        _ => [argument],
    };
}
