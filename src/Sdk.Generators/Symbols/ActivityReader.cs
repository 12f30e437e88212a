using Cairn.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>Reads the activities of a type.</summary>
internal static class ActivityReader
{
    public static bool IsActivity(IMethodSymbol method) => Names.AttributeOf(method, Names.Activity) is not null;

    /// <summary>The activities that the type itself declares.</summary>
    public static IEnumerable<MemberModel> DeclaredIn(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(IsActivity)
        .Select(each => Read(type, each))
        .Where(each => each is not null)!;

    /// <summary>
    /// All activities of a type as a worker runs them; null if there are none, or if only reflection can say what is
    /// wrong with one.
    /// </summary>
    public static ValueList<MemberModel>? Read(INamedTypeSymbol type)
    {
        var all = WorkflowReader.MembersOf(type).OfType<IMethodSymbol>().ToList();
        var activities = all.Where(IsActivity).ToList();
        var models = activities.Select(each => Read(type, each)).ToList();
        return models.Count == 0
            || models.Any(each => each is not { IsAccessible: true } || Names.IsReserved(each.Wire) || IsWrong(each))
            || all.Exists(each => !IsActivity(each) && Repetition.IsMissing(type, each, IsActivity))
            ? null
            : new([.. models.Select(each => each!)]);
    }

    private static MemberModel? Read(INamedTypeSymbol type, IMethodSymbol method) =>
        MemberReader.Method(method, MemberKind.Activity, Names.AttributeOf(method, Names.Activity)!) is { } activity
            ? activity with { Defaults = DefaultsReader.Read(type, method) }
            : null;

    private static bool IsWrong(MemberModel activity) => activity.Wire is null
        && !(activity.Parameters is [{ PlainType: $"global::{Names.RawValue}[]" }]);
}
