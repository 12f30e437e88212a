using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>The options of a call, as the source sets them.</summary>
/// <param name="Values">The values by the names of the properties, without those that are null.</param>
internal sealed record CallOptions(IReadOnlyDictionary<string, IOperation> Values)
{
    private const int MaxDepth = 4;

    private static readonly CallOptions None = new(new Dictionary<string, IOperation>());

    /// <summary>Reads what an argument stands for; null if only the run time knows it.</summary>
    /// <param name="value">The value of the argument; null if there is none.</param>
    /// <param name="code">The code of the compilation.</param>
    public static CallOptions? Read(IOperation? value, WorkflowCode code) => Read(value, code, 0);

    private static CallOptions? Read(IOperation? value, WorkflowCode code, int depth) => value switch
    {
        null or IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } } => None,
        _ when depth == MaxDepth => null,
        IConversionOperation conversion => Read(conversion.Operand, code, depth),
        IObjectCreationOperation { Arguments.IsEmpty: true } made when IsOfSdk(made.Type) => Read(made),
        _ => InitialValues.Of(value, code) is { } initial ? Read(initial, code, depth + 1) : null,
    };

    // A class that derives from the options may set them itself.
    private static bool IsOfSdk(ITypeSymbol? type) =>
        type?.ContainingNamespace.ToDisplayString() is "Cairn.Workflows" or "Cairn.Common";

    private static CallOptions Read(IObjectCreationOperation made)
    {
        var values = new Dictionary<string, IOperation>();
        foreach (var each in (made.Initializer?.Initializers ?? []).OfType<ISimpleAssignmentOperation>())
        {
            if (each.Target is IPropertyReferenceOperation { Property.Name: var name } && !IsNull(each.Value))
            {
                values[name] = each.Value;
            }
        }

        return new(values);
    }

    private static bool IsNull(IOperation value) =>
        value is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } }
        || (value is IConversionOperation conversion && IsNull(conversion.Operand));
}
