using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>A method fits a screen.</summary>
internal static class MethodLength
{
    /// <summary>The longest method in lines, from its first attribute or modifier to its last brace.</summary>
    public const int Limit = 70;

    /// <summary>Reports every method, accessor and local function that is too long.</summary>
    public static IEnumerable<string> Check(SourceFile file) =>
        from node in file.Syntax().DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let lines = Lines(node)
        where lines > Limit
        select $"{file.Path}:{SourceFile.LineOf(node)}: a method of {lines} lines, at most {Limit}";

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
