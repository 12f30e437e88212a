using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>A kind of handler, by its attribute.</summary>
/// <param name="Name">How messages call it.</param>
/// <param name="Attribute">The attribute.</param>
internal sealed record HandlerKind(string Name, INamedTypeSymbol? Attribute)
{
    /// <summary>The kinds of handlers.</summary>
    public static HandlerKind[] Of(Symbols symbols) =>
    [
        new("Signal", symbols.SignalAttribute), new("Query", symbols.QueryAttribute),
        new("Update", symbols.UpdateAttribute),
    ];

    /// <summary>The attribute of a member; null if it does not have it.</summary>
    public AttributeData? On(ISymbol member) => Members.AttributeOf(member, Attribute);

    /// <summary>The name on the wire; null if the handler is dynamic.</summary>
    public string? WireNameOf(ISymbol member)
    {
        var attribute = On(member);
        return attribute is null || Members.Is(attribute, "Dynamic") ? null
            : Members.NameOf(attribute)
                ?? (Name == "Query" || member is IPropertySymbol ? member.Name : WireNames.WithoutAsync(member.Name));
    }
}
