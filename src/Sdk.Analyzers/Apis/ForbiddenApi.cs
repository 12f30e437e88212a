using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>Members of a type that workflow code must not use.</summary>
/// <param name="Type">The metadata name of the type.</param>
/// <param name="Members">Their names, with blanks between them; <c>new</c> is a constructor, <c>*</c> is all.</param>
/// <param name="Rule">The rule that forbids them.</param>
/// <param name="Instead">What to use instead.</param>
internal sealed record ForbiddenApi(string Type, string Members, Rule Rule, string Instead)
{
    private HashSet<string>? names;

    /// <summary>Which uses of the members are forbidden; null means all.</summary>
    public Func<ApiUse, bool>? When { get; init; }

    /// <summary>Whether it holds for types that derive from the type as well.</summary>
    public bool AndDerived { get; init; }

    /// <summary>Whether only the value is wrong, and not to ask for it.</summary>
    public bool IsValue { get; init; }

    /// <summary>How grave it is; null means as grave as the rule.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>Whether it is about the member of the type or of a derived type.</summary>
    public bool Names(ISymbol member) => Members == "*" || (names ??= [.. Members.Split(' ')]).Contains(
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "new" : member.Name);
}
