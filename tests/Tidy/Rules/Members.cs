using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>Where in a file a finding is, by name: lines move.</summary>
internal static class Members
{
    /// <summary>The member that the node is in.</summary>
    public static string NameOf(SyntaxNode node) => node.AncestorsAndSelf()
        .Select(ancestor => ancestor switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            _ => null,
        })
        .FirstOrDefault(name => name is not null) ?? "(top level)";
}
