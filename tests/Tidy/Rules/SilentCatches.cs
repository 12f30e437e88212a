using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// No exception ends in silence: a catch hands it to a caller, to history, to a pending task or to the place for
/// unexpected exceptions. A line in a log alone is silence: the caller that waits does not see it.
/// </summary>
internal static class SilentCatches
{
    /// <summary>Reports every catch of the product that is empty or only logs.</summary>
    public static IEnumerable<string> Check(SourceFile file) => !file.IsUnder("src") ? [] :
        from clause in file.Syntax().DescendantNodes().OfType<CatchClauseSyntax>()
        where !IsOfCancellation(clause) && clause.Block.Statements.All(IsSilent)
        select $"{file.Path}: {Members.NameOf(clause)}: a catch that is empty or only logs";

    // The code that cancelled a wait knows that it ends.
    private static bool IsOfCancellation(CatchClauseSyntax clause) =>
        clause.Declaration?.Type.ToString() is "OperationCanceledException" or "TaskCanceledException";

    private static bool IsSilent(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax { Expression: null } or BreakStatementSyntax or ContinueStatementSyntax => true,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => IsLog(call),
        _ => false,
    };

    private static bool IsLog(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member =>
            member.Expression.ToString().EndsWith("Log", StringComparison.Ordinal)
            || member.Name.Identifier.Text.StartsWith("Log", StringComparison.Ordinal),
        IdentifierNameSyntax name => name.Identifier.Text.StartsWith("Log", StringComparison.Ordinal),
        _ => false,
    };
}
