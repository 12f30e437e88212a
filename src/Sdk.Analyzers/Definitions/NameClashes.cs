using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>Names on the wire that are taken, reserved, or not those of the contract.</summary>
internal sealed class NameClashes(WorkflowCode code) : IDefinitionRule
{
    private static readonly string[] Reserved = ["__temporal"];
    private static readonly string[] ReservedForHandlers = ["__temporal", "__stack_trace", "__enhanced_stack_trace"];

    private readonly HandlerKind[] kinds = HandlerKind.Of(code.Symbols);

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(INamedTypeSymbol type)
    {
        var members = Members.Of(type).Where(each => !each.GetAttributes().IsEmpty).ToList();
        if (members.Count == 0)
        {
            return [];
        }

        return
        [
            .. kinds.SelectMany(kind => Clashes(type, members, kind.Name, kind.WireNameOf, ReservedForHandlers)),
            .. kinds.SelectMany(kind => Differences(type, members, kind.Name, kind.WireNameOf)),
            .. Clashes(type, members, "Activity", ActivityNameOf, Reserved),
            .. Differences(type, members, "Activity", ActivityNameOf),
            .. OfWorkflow(type),
        ];
    }

    private static IEnumerable<Finding> Clashes(
        INamedTypeSymbol type, List<ISymbol> members, string kind, Func<ISymbol, string?> nameOf, string[] reserved)
    {
        var names = members.Select(each => (Member: each, Name: nameOf(each))).Where(each => each.Name is not null);
        foreach (var same in names.GroupBy(each => each.Name!))
        {
            var all = same.Select(each => each.Member).ToList();
            foreach (var member in all.Skip(1).Where(each => IsOf(each, type)))
            {
                yield return new(
                    DefinitionRules.Name,
                    $"{kind} {Naming.Of(member)}",
                    $"{same.Key}: {Naming.Of(all[0])} has it already",
                    member.Locations[0])
                {
                    // Activities of one name can be called; they only cannot be registered together.
                    Severity = kind == "Activity" ? DiagnosticSeverity.Warning : null,
                };
            }

            foreach (var member in all.Where(each => IsOf(each, type) && IsReserved(same.Key, reserved)))
            {
                yield return new(
                    DefinitionRules.Name,
                    $"{kind} {Naming.Of(member)}",
                    $"{same.Key}: it is reserved",
                    member.Locations[0]);
            }
        }
    }

    private static IEnumerable<Finding> Differences(
        INamedTypeSymbol type, List<ISymbol> members, string kind, Func<ISymbol, string?> nameOf)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            yield break;
        }

        foreach (var member in members.Where(each => IsOf(each, type)))
        {
            if (nameOf(member) is { } own
                && Members.OriginalsOf(member)
                    .Select(each => (Original: each, Name: nameOf(each)))
                    .FirstOrDefault(each => each.Name is { } name && name != own) is { Original: { } original } other)
            {
                yield return new(
                    DefinitionRules.OtherName,
                    $"{kind} {Naming.Of(member)} is {own}, and {Naming.Of(original)} is {other.Name}",
                    "give both the same name",
                    member.Locations[0])
                {
                    Fix = other.Name,
                };
            }
        }
    }

    private IEnumerable<Finding> OfWorkflow(INamedTypeSymbol type)
    {
        var name = WorkflowNameOf(type);
        if (name is null)
        {
            yield break;
        }

        if (IsReserved(name, Reserved))
        {
            yield return new(
                DefinitionRules.Name, $"Workflow {type.Name}", $"{name}: it is reserved", type.Locations[0]);
        }
    }

    private string? WorkflowNameOf(INamedTypeSymbol type) =>
        Members.AttributeOf(type, code.Symbols.WorkflowAttribute) is { } attribute ? Members.NameOf(attribute) : null;

    private string? ActivityNameOf(ISymbol member) =>
        member is IMethodSymbol method
        && Members.AttributeOf(method, code.Symbols.ActivityAttribute) is { } attribute
        && !Members.Is(attribute, "Dynamic")
            ? Members.NameOf(attribute) ?? WireNames.Of(method, code.Symbols)
            : null;

    private static bool IsOf(ISymbol member, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType, type);

    private static bool IsReserved(string name, string[] prefixes) =>
        Array.Exists(prefixes, each => name.StartsWith(each, StringComparison.Ordinal));
}
