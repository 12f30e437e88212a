using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>
/// Types of parameters and results that no <c>JsonSerializerContext</c> of a program lists that is compiled ahead of
/// time or trimmed. They are reported at the first of its contexts, to which they are added.
/// </summary>
internal sealed class MissingJson(WorkflowCode code, AnalyzerConfigOptions project) : IDefinitionRule
{
    // The SDK brings the JSON of simple types; messages of protobuf and raw values have none.
    private static readonly HashSet<string> OfSdk =
    [
        "Guid", "TimeSpan", "DateTimeOffset", "DateOnly", "TimeOnly", "Uri", "JsonElement", "JsonNode", "IRawValue",
        "CancellationToken", "Task", "ValueTask",
    ];

    private readonly INamedTypeSymbol? jsonContext =
        code.Compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonSerializerContext");

    private readonly INamedTypeSymbol? message = code.Compilation.GetTypeByMetadataName("Google.Protobuf.IMessage");

    private readonly INamedTypeSymbol?[] attributes =
    [
        code.Symbols.RunAttribute, code.Symbols.SignalAttribute, code.Symbols.QueryAttribute,
        code.Symbols.UpdateAttribute, code.Symbols.ActivityAttribute,
    ];

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(INamedTypeSymbol type)
    {
        if (!Setting.IsAheadOfTime(project) || !Symbols.IsOrDerives(type, jsonContext))
        {
            return [];
        }

        var types = Types.Of(code.Compilation.Assembly).ToList();
        var contexts = types.Where(each => Symbols.IsOrDerives(each, jsonContext)).ToList();
        if (!SymbolEqualityComparer.Default.Equals(contexts[0], type))
        {
            return [];
        }

        var listed = ListedIn(contexts);
        return types.SelectMany(TypesSentBy)
            .Where(each => !listed.Contains(each.Type))
            .GroupBy(each => each.Type, SymbolEqualityComparer.Default)
            .Select(each => New(each.First(), type));
    }

    private static Finding New((ITypeSymbol Type, ISymbol Member) missing, INamedTypeSymbol context)
    {
        var name = missing.Type.ToDisplayString();
        return new(
            ActivityRules.NoJson,
            $"{context.Name} lacks {name}, which {Naming.Of(missing.Member)} takes or returns",
            $"add [JsonSerializable(typeof({name}))]",
            context.Locations[0])
        {
            Fix = missing.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        };
    }

    private IEnumerable<(ITypeSymbol Type, ISymbol Member)> TypesSentBy(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers().Where(each => Array.Exists(attributes, one => Symbols.Has(each, one))))
        {
            var types = member is IMethodSymbol method
                ? method.Parameters.Select(each => each.Type).Append(method.ReturnType)
                : member is IPropertySymbol property ? [property.Type] : [];
            foreach (var each in types.Select(Plain).Where(IsOwnJson))
            {
                yield return (each, member);
            }
        }
    }

    private static ITypeSymbol Plain(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask" or "Nullable" or "SignalChannel", TypeArguments: [var inner] } =>
            Plain(inner),
        _ => type.WithNullableAnnotation(NullableAnnotation.None),
    };

    private bool IsOwnJson(ITypeSymbol type) => type switch
    {
        { SpecialType: not SpecialType.None } => false,
        { TypeKind: TypeKind.TypeParameter or TypeKind.Error or TypeKind.Delegate } => false,
        IArrayTypeSymbol { ElementType: { } element } => IsOwnJson(Plain(element)),
        INamedTypeSymbol { IsGenericType: true } generic => generic.TypeArguments.Any(each => IsOwnJson(Plain(each))),
        _ => !OfSdk.Contains(type.Name) && (message is null || !type.AllInterfaces.Contains(message)),
    };

    // What is listed brings the types of its members along.
    private static HashSet<ITypeSymbol> ListedIn(IEnumerable<INamedTypeSymbol> contexts)
    {
        var found = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ITypeSymbol>(contexts
            .SelectMany(each => each.GetAttributes())
            .Where(each => each.AttributeClass?.Name == "JsonSerializableAttribute")
            .Select(each => each.ConstructorArguments is [{ Value: ITypeSymbol type }] ? type : null)
            .OfType<ITypeSymbol>());
        while (open.Count > 0)
        {
            var type = Plain(open.Pop());
            if (!found.Add(type) || type.SpecialType != SpecialType.None)
            {
                continue;
            }

            IEnumerable<ITypeSymbol> parts = type switch
            {
                IArrayTypeSymbol array => [array.ElementType],
                INamedTypeSymbol { IsGenericType: true } generic => generic.TypeArguments.Concat(PropertiesOf(generic)),
                _ => PropertiesOf(type),
            };
            foreach (var part in parts)
            {
                open.Push(part);
            }
        }

        return found;
    }

    private static IEnumerable<ITypeSymbol> PropertiesOf(ITypeSymbol type)
    {
        for (var each = type; each is { SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: false };
            each = each.BaseType)
        {
            foreach (var property in each.GetMembers().OfType<IPropertySymbol>().Where(one => !one.IsStatic))
            {
                yield return property.Type;
            }
        }
    }
}
