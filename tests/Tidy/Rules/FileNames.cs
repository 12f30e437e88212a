using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// A file bears the name of its first type; the enums that a type needs may stand above it. A part of a partial type
/// adds its own name after a dot; a generic type beside a plain one of the same name adds what it is of. The inputs of
/// the methods of an interceptor, which change with it, are in one file: its name and <c>Inputs</c>.
/// </summary>
internal static class FileNames
{
    private const string Inputs = "InterceptorInputs.cs";

    /// <summary>Reports a file that is named after something else.</summary>
    public static IEnumerable<string> Check(SourceFile file)
    {
        var types = file.Syntax().DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsType).ToList();
        if (file.Path.EndsWith(Inputs, StringComparison.Ordinal))
        {
            foreach (var type in types.Where(type => !NameOf(type).EndsWith("Input", StringComparison.Ordinal)))
            {
                yield return $"{file.Path}: has inputs only, so {NameOf(type)} needs a file of its own";
            }

            yield break;
        }

        var first = types.FirstOrDefault(type => type is not EnumDeclarationSyntax) ?? types.FirstOrDefault();
        if (first is not null && !Fits(Path.GetFileNameWithoutExtension(file.Path), first))
        {
            yield return $"{file.Path}: its first type is {NameOf(first)}, so the file is {NameOf(first)}.cs";
        }
    }

    private static bool Fits(string file, SyntaxNode type) =>
        file == NameOf(type)
        || file.StartsWith($"{NameOf(type)}.", StringComparison.Ordinal)
        || (IsGeneric(type) && file.StartsWith($"{NameOf(type)}Of", StringComparison.Ordinal));

    private static bool IsType(SyntaxNode node) => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static bool IsGeneric(SyntaxNode type) => type is TypeDeclarationSyntax { TypeParameterList: not null };

    private static string NameOf(SyntaxNode type) =>
        type is DelegateDeclarationSyntax d ? d.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;
}
