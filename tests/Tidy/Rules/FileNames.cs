using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// A file bears the name of its first type; the enums that a type needs may stand above it. A part of a partial type
/// adds its own name after a dot; a generic type beside a plain one of the same name adds what it is of. Small types of
/// one kind that change together share a file, which is named by their kind: <c>WorkflowCallOptions</c>.
/// </summary>
internal static class FileNames
{
    private static readonly (string File, string Type)[] s_kinds =
        [("InterceptorInputs", "Input"), ("Options", "Options"), ("Attributes", "Attribute"), ("TypedCalls", "Call")];

    /// <summary>Reports a file that is named after something else.</summary>
    public static IEnumerable<string> Check(SourceFile file)
    {
        var types = file.Syntax().DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsType).ToList();
        var name = Path.GetFileNameWithoutExtension(file.Path);
        var first = types.FirstOrDefault(type => type is not EnumDeclarationSyntax) ?? types.FirstOrDefault();
        if (first is null || Fits(name, first))
        {
            yield break;
        }

        var kind = s_kinds.FirstOrDefault(kind => name.EndsWith(kind.File, StringComparison.Ordinal)).Type;
        if (kind is null || types.Count == 1)
        {
            yield return $"{file.Path}: its first type is {NameOf(first)}, so the file is {NameOf(first)}.cs";
            yield break;
        }

        foreach (var type in types.Where(type => !NameOf(type).EndsWith(kind, StringComparison.Ordinal)))
        {
            yield return $"{file.Path}: has types named {kind} only, so {NameOf(type)} needs a file of its own";
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
