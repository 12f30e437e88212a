using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>An edge of a state machine is taken from where it stands, not from a state that the code names.</summary>
internal static class LiteralEdges
{
    /// <summary>Reports every edge that is taken from a named state.</summary>
    public static IEnumerable<string> Check(SourceFile file) => !file.IsUnder("src") ? [] :
        from call in file.Syntax().DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax edge
            && edge.Name.Identifier.Text is "Next" or "Take" or "TryTake"
            && edge.Expression.ToString().EndsWith("Table", StringComparison.Ordinal)
            && call.ArgumentList.Arguments.SkipLast(1).Any(argument => IsNamedState(argument.Expression))
        select $"{file.Path}:{SourceFile.LineOf(call)}: the edge is taken from a named state";

    private static bool IsNamedState(ExpressionSyntax from) =>
        from is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type }
        && (type.Identifier.Text.EndsWith("Status", StringComparison.Ordinal)
            || type.Identifier.Text.EndsWith("State", StringComparison.Ordinal));
}
