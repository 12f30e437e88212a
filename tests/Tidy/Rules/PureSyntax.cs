using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>What the ban of symbols cannot see, because the words are the language's: waiting and locking.</summary>
internal static class PureSyntax
{
    private static readonly string[] s_pure = ["src/Engine", "src/Sdk.Replay"];

    /// <summary>Reports every async, await and lock in a pure project.</summary>
    public static IEnumerable<string> Check(SourceFile file) => !s_pure.Any(file.IsUnder) ? [] :
        from token in file.Syntax().DescendantTokens()
        where token.Kind() is SyntaxKind.AsyncKeyword or SyntaxKind.AwaitKeyword or SyntaxKind.LockKeyword
        select $"{file.Path}:{SourceFile.LineOf(token.Parent!)}: {token.Text}: a pure project neither waits nor locks";
}
