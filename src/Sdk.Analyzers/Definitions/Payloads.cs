using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>Parameters and results of workflows, handlers and activities.</summary>
internal sealed class Payloads(WorkflowCode code) : IDefinitionRule
{
    private const string Data = "use a type with plain data";

    private static readonly string[] Live =
    [
        "System.IO.Stream", "System.Threading.Tasks.Task", "System.Delegate", "System.Linq.Expressions.Expression",
        "System.Net.Http.HttpMessageInvoker", "System.Data.Common.DbConnection",
    ];

    private readonly INamedTypeSymbol[] live =
        [.. Live.Select(code.Compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>()];

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(each => !each.GetAttributes().IsEmpty)
        .SelectMany(Find);

    private IEnumerable<Finding> Find(IMethodSymbol method)
    {
        var isActivity = Symbols.Has(method, code.Symbols.ActivityAttribute);
        if (!isActivity && !Array.Exists(
            [code.Symbols.RunAttribute, code.Symbols.SignalAttribute, code.Symbols.UpdateAttribute,
                code.Symbols.QueryAttribute],
            each => Symbols.Has(method, each)))
        {
            yield break;
        }

        var sent = isActivity && method.Parameters is [.., { Type.Name: nameof(CancellationToken) }]
            ? method.Parameters.RemoveAt(method.Parameters.Length - 1)
            : method.Parameters;
        foreach (var parameter in sent)
        {
            var instead = parameter.Type.Name == nameof(CancellationToken)
                ? isActivity ? "make it the last parameter" : "use Workflow.CancellationToken"
                : Data;
            if (parameter.RefKind != RefKind.None || IsLive(parameter.Type))
            {
                yield return new(
                    DefinitionRules.Payload,
                    $"Parameter {parameter.Name} of {method.Name}",
                    instead,
                    parameter.Locations[0]);
            }
        }

        if (ResultOf(method) is { } result && IsLive(result))
        {
            yield return new(DefinitionRules.Payload, $"The result of {method.Name}", Data, method.Locations[0]);
        }

        if (sent.Length > 1 && !Symbols.Has(method, code.Symbols.QueryAttribute) && !IsDynamic(method)
            && !Members.OriginalsOf(method).Any(each => each.Locations[0].IsInSource))
        {
            const string Instead = "take one record, to which fields can be added";
            yield return new(DefinitionRules.Parameters, method.Name, Instead, method.Locations[0]);
        }
    }

    private static bool IsDynamic(IMethodSymbol method) =>
        method.GetAttributes().Any(each => Members.Is(each, "Dynamic"));

    private ITypeSymbol? ResultOf(IMethodSymbol method) =>
        Symbols.Same(method.ReturnType, code.Symbols.TaskOfT)
            ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0]
            : Symbols.IsOrDerives(method.ReturnType, code.Symbols.Task) || method.ReturnsVoid ? null
            : method.ReturnType;

    private bool IsLive(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer || type.IsRefLikeType
        || type.Name == nameof(CancellationToken)
        || Array.Exists(live, each => Symbols.IsOrDerives(type, each));
}
