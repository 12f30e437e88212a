using System.Collections.Concurrent;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>
/// Finds calls of other assemblies that these say something about, by attributes that <see cref="SummaryGenerator"/>
/// wrote when they were compiled.
/// </summary>
internal sealed class SummaryFinder(Compilation compilation, bool findsUnknown) : IFinder
{
    private const string Trust = "a method of yours with [Deterministic] around it says that you have looked";

    private static readonly Dictionary<string, Rule> ById =
        TimeRules.All.Concat(ThreadRules.All).Concat(StateRules.All).ToDictionary(each => each.Descriptor.Id);

    private readonly INamedTypeSymbol? summary = compilation.GetTypeByMetadataName(SummaryGenerator.Attribute);
    private readonly ConcurrentDictionary<IAssemblySymbol, Dictionary<string, List<Finding>>?> assemblies =
        new(SymbolEqualityComparer.Default);

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code)
    {
        IMethodSymbol? method = operation switch
        {
            IInvocationOperation call => call.TargetMethod.ReducedFrom ?? call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            IPropertyReferenceOperation property => property.Property.GetMethod ?? property.Property.SetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        if (method?.ContainingAssembly is not { } assembly || IsKnown(assembly))
        {
            return [];
        }

        if (assemblies.GetOrAdd(assembly, Read) is not { } known)
        {
            return findsUnknown
                ? [new(StateRules.Unknown, Naming.Of(method), Trust, Places.Of(operation))]
                : [];
        }

        return method.OriginalDefinition.GetDocumentationCommentId() is { } id && known.TryGetValue(id, out var found)
            ? found.Select(each => each with { Location = Places.Of(operation) })
            : [];
    }

    // .NET is in the tables of forbidden APIs, and the SDK is made for workflows.
    private bool IsKnown(IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
        || assembly.Name is "System" or "mscorlib" or "netstandard" or "Microsoft.CSharp" or "Google.Protobuf"
        || assembly.Name.StartsWith("System.", StringComparison.Ordinal)
        || assembly.Name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        || assembly.Name.StartsWith("Cairn.", StringComparison.Ordinal);

    private Dictionary<string, List<Finding>>? Read(IAssemblySymbol assembly)
    {
        Dictionary<string, List<Finding>>? found = null;
        foreach (var attribute in assembly.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, summary))
            {
                continue;
            }

            found ??= [];
            var values = attribute.ConstructorArguments.Select(each => each.Value as string).ToArray();
            if (values is [{ } member, { } id, { } what, { } instead] && ById.TryGetValue(id, out var rule))
            {
                if (!found.TryGetValue(member, out var list))
                {
                    found.Add(member, list = []);
                }

                list.Add(new(rule, what, instead, null));
            }
        }

        return found;
    }
}
