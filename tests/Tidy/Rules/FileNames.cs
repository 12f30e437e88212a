using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>A file bears the name of its first type; a part of a partial type adds its own name after a dot.</summary>
internal static class FileNames
{
    /// <summary>Reports a file that is named after something else.</summary>
    public static IEnumerable<string> Check(SourceFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path);
        var first = file.Syntax().DescendantNodes().Select(NameOf).FirstOrDefault(type => type is not null);
        if (first is not null && name != first && !name.StartsWith($"{first}.", StringComparison.Ordinal))
        {
            yield return $"{file.Path}: its first type is {first}, so the file is {first}.cs";
        }
    }

    private static string? NameOf(Microsoft.CodeAnalysis.SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    };
}
