using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>Pure projects keep no state of their own: nothing static in them changes.</summary>
internal static class PureState
{
    private static readonly string[] s_pure = ["src/Engine", "src/Sdk.Replay"];

    /// <summary>Reports every static field that is not read-only, and every static property that can be set.</summary>
    public static IEnumerable<string> Check(SourceFile file) => !s_pure.Any(file.IsUnder) ? [] :
        from member in file.Syntax().DescendantNodes().OfType<MemberDeclarationSyntax>()
        where member.Modifiers.Any(SyntaxKind.StaticKeyword) && IsChangeable(member)
        select $"{file.Path}:{SourceFile.LineOf(member)}: a pure project has no static state that changes";

    private static bool IsChangeable(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
        EventFieldDeclarationSyntax => true,
        PropertyDeclarationSyntax { AccessorList: { } list } =>
            list.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)),
        _ => false,
    };
}
